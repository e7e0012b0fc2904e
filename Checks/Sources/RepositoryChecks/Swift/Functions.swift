/// A piece of code with a body of its own: a function, an initializer, a subscript, a computed property, an accessor.
struct FunctionSpan: Sendable, Equatable {
    let name: String
    /// The line of the declaring keyword, without the attributes and the documentation above it.
    let firstLine: Int
    /// The line of the closing brace.
    let lastLine: Int

    var length: Int { lastLine - firstLine + 1 }
}

extension SwiftText {
    /// Everything with a body, in the order of the file; what is nested in another body is listed as well.
    var functions: [FunctionSpan] {
        let closings = closingBraces
        return tokens.indices.compactMap { index in
            guard let name = declaredName(at: index),
                let open = bodyOpening(after: index),
                let close = closings[open]
            else { return nil }
            return FunctionSpan(name: name, firstLine: tokens[index].line, lastLine: tokens[close].line)
        }
    }

    /// The closing brace of each opening brace, as indices of tokens.
    private var closingBraces: [Int: Int] {
        var closings: [Int: Int] = [:]
        var open: [Int] = []
        for (index, token) in tokens.enumerated() {
            if token.text == "{" { open.append(index) }
            if token.text == "}", let opening = open.popLast() { closings[opening] = index }
        }
        return closings
    }

    private func text(at index: Int) -> String {
        tokens.indices.contains(index) ? tokens[index].text : ""
    }

    /// The name of what the token declares, or `nil` when it declares nothing that can have a body.
    private func declaredName(at index: Int) -> String? {
        let (previous, next) = (text(at: index - 1), text(at: index + 1))
        switch text(at: index) {
        case "func": return previous == "." ? nil : operatorOrName(at: index + 1)
        case "init": return previous != "." && ["(", "<", "?", "!"].contains(next) ? "init" : nil
        case "subscript": return previous != "." && ["(", "<"].contains(next) ? "subscript" : nil
        case "deinit": return next == "{" ? "deinit" : nil
        case "var": return ["case", "for", "await"].contains(previous) ? nil : next
        case let word where Self.accessors.contains(word):
            let opens = ["{", "}", "mutating", "nonmutating"].contains(previous)
            return opens && ["{", "(", "async", "throws"].contains(next) ? word : nil
        default: return nil
        }
    }

    private static let accessors: Set = [
        "get", "set", "willSet", "didSet", "read", "modify", "_read", "_modify",
    ]

    private func operatorOrName(at index: Int) -> String {
        var name = text(at: index)
        guard tokens.indices.contains(index), !tokens[index].isName, !name.hasPrefix("`") else { return name }
        var next = index + 1
        while tokens.indices.contains(next), !tokens[next].isName, text(at: next) != "(" {
            name += text(at: next)
            next += 1
        }
        return name
    }

    /// The brace that opens the body of the declaration at an index, or `nil` when it has no body.
    private func bodyOpening(after declaration: Int) -> Int? {
        let isVariable = text(at: declaration) == "var"
        let indentation = line(tokens[declaration].line)?.indentation ?? 0
        var depth = 0
        var sawType = false
        for index in tokens.indices[(declaration + 1)...] {
            let token = tokens[index]
            let startsLine = token.line > tokens[index - 1].line
            if depth == 0, startsLine, !continuesDeclaration(token, indentation: indentation) { return nil }
            switch token.text {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return !isVariable || sawType ? index : nil
            case "}" where depth == 0, ";" where depth == 0: return nil
            case "=" where depth == 0 && isVariable, "in" where depth == 0 && isVariable: return nil
            case ":" where depth == 0: sawType = true
            default: break
            }
            if depth < 0 { return nil }
        }
        return nil
    }

    /// Whether the first token of a line belongs to a declaration that began on a line above with this indentation.
    ///
    /// This leans on the formatter: a signature that goes on is indented more deeply, or goes on with one of these.
    private func continuesDeclaration(_ token: Token, indentation: Int) -> Bool {
        token.column > indentation
            || ["{", "where", "-", ">", ")", "async", "throws", "rethrows"].contains(token.text)
    }
}
