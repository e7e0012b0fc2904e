/// A server's modules. Each command concerns the one node that it is sent to.
extension Command {
    /// `MODULE LIST`: the modules that are loaded.
    public static func moduleList() -> Command where Response == [ServerModule] { Command(.moduleList) }

    /// `MODULE LOAD`: loads a module. Refused by servers that aren't configured to allow it.
    ///
    /// - Parameters:
    ///   - path: The module's file on the server.
    ///   - arguments: What the module is told.
    public static func moduleLoad(_ path: String, _ arguments: [String] = []) -> Command where Response == Void {
        Command(.moduleLoad) {
            $0.append(path)
            $0.append(arguments)
        }
    }

    /// `MODULE UNLOAD`: unloads a module. Refused by servers that aren't configured to allow it, and for modules with
    /// types of their own.
    public static func moduleUnload(_ name: String) -> Command where Response == Void {
        Command(.moduleUnload) { $0.append(name) }
    }
}

/// A module of a server.
public struct ServerModule: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told of it, by its names.
    public let fields: ReplyFields
    /// Its name.
    public let name: String

    /// Its version as a number, as the module counts.
    public var version: Int? { fields.integer("ver") }
    /// Its file. Since Redis 7.0.
    public var path: String? { fields.text("path") }
    /// What it was told when it was loaded. Since Redis 7.0.
    public var arguments: [String] { fields.texts("args") }

    /// Reads one module.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ServerModule {
        let fields = try ReplyFields.decode(value)
        guard let name = fields.text("name") else { throw RESPDecodingError(expected: "a module", found: value) }
        return ServerModule(fields: fields, name: name)
    }
}
