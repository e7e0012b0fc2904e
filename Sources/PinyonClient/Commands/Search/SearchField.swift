/// A field of an index, and how it can be searched.
public struct SearchField: Sendable, Hashable, CommandArgument {
    /// How a field is indexed.
    public enum Kind: Sendable, Hashable {
        /// Words. The weight says how much a match in this field counts; without stemming, words only match as they
        /// are.
        case text(weight: Double = 1, stemming: Bool = true)
        /// Whole values, several of which stand in one field with a separator between them.
        case tag(separator: Character = ",", caseSensitive: Bool = false)
        /// Numbers.
        case numeric
        /// A longitude and a latitude.
        case geo
        /// A vector.
        case vector(SearchVector)
    }

    /// Where it is: a hash's field, or a JSONPath in a document.
    public var name: String
    /// The name for it in queries; nil for ``name``.
    public var alias: String?
    /// How it is indexed.
    public var kind: Kind
    /// Whether results can be sorted by it. Costs memory for a copy of the values.
    public var isSortable: Bool
    /// Whether it can be found. If not, it is only there for sorting.
    public var isIndexed: Bool

    /// A field.
    ///
    /// - Parameters:
    ///   - name: Where it is: a hash's field, or a JSONPath in a document.
    ///   - kind: How it is indexed.
    ///   - alias: The name for it in queries. Default: `name`.
    ///   - isSortable: Whether results can be sorted by it. Default: no.
    ///   - isIndexed: Whether it can be found. Default: yes.
    public init(
        _ name: String, _ kind: Kind, as alias: String? = nil, isSortable: Bool = false, isIndexed: Bool = true
    ) {
        self.name = name
        self.kind = kind
        self.alias = alias
        self.isSortable = isSortable
        self.isIndexed = isIndexed
    }

    /// Adds the field's words.
    public func append(to arguments: inout CommandArguments) {
        arguments.append(name)
        arguments.append("AS", alias)
        switch kind {
        case .text(let weight, let stemming):
            arguments.append("TEXT")
            arguments.append("NOSTEM", if: !stemming)
            if weight != 1 { arguments.append("WEIGHT", weight) }
        case .tag(let separator, let caseSensitive):
            arguments.append("TAG")
            arguments.append("SEPARATOR", String(separator))
            arguments.append("CASESENSITIVE", if: caseSensitive)
        case .numeric:
            arguments.append("NUMERIC")
        case .geo:
            arguments.append("GEO")
        case .vector(let vector):
            arguments.append(vector)
        }
        arguments.append("SORTABLE", if: isSortable)
        arguments.append("NOINDEX", if: !isIndexed)
    }
}

/// How vectors are indexed.
public struct SearchVector: Sendable, Hashable, CommandArgument {
    /// How neighbours are looked for.
    public enum Algorithm: String, Sendable, Hashable, CaseIterable {
        /// All vectors are compared: exact, and slow for many.
        case flat = "FLAT"
        /// A graph of neighbours: approximate, and fast.
        case hnsw = "HNSW"
    }

    /// What a vector's numbers are.
    public enum Element: String, Sendable, Hashable, CaseIterable {
        /// Four bytes each.
        case float32 = "FLOAT32"
        /// Eight bytes each.
        case float64 = "FLOAT64"
    }

    /// How far apart vectors are.
    public enum Distance: String, Sendable, Hashable, CaseIterable {
        /// The square of the Euclidean distance.
        case euclidean = "L2"
        /// 1 minus the inner product.
        case innerProduct = "IP"
        /// 1 minus the cosine of the angle.
        case cosine = "COSINE"
    }

    private let algorithm: Algorithm
    private let attributes: [String]

    /// How vectors are indexed.
    ///
    /// - Parameters:
    ///   - algorithm: How neighbours are looked for.
    ///   - element: What a vector's numbers are.
    ///   - dimensions: How many numbers a vector has.
    ///   - distance: How far apart vectors are.
    ///   - others: Further attributes by the server's names, such as `M`. Default: none.
    public init(
        _ algorithm: Algorithm, _ element: Element, dimensions: Int, distance: Distance, others: [String: Int] = [:]
    ) {
        self.algorithm = algorithm
        attributes =
            ["TYPE", element.rawValue, "DIM", String(dimensions), "DISTANCE_METRIC", distance.rawValue]
            + others.sorted { $0.key < $1.key }.flatMap { [$0.key, String($0.value)] }
    }

    /// Adds the vector's words.
    public func append(to arguments: inout CommandArguments) {
        arguments.append("VECTOR")
        arguments.append(algorithm.rawValue)
        arguments.appendCounted(attributes)
    }
}
