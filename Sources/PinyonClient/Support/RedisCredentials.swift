/// A user and a password of a server. Descriptions never show the password.
public struct RedisCredentials: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The user. Default: `default`, the user that servers have without ACLs.
    public var username: String
    /// The password, or a token in its place.
    package var password: String

    /// Credentials.
    ///
    /// - Parameters:
    ///   - username: The user; `default` where the server only knows a password.
    ///   - password: The password or token.
    public init(username: String = "default", password: String) {
        self.username = username
        self.password = password
    }

    var isDefaultUser: Bool { username == "default" }

    /// The user, and stars.
    public var description: String { "\(username):***" }

    /// The user, and stars.
    public var customMirror: Mirror { Mirror(self, children: ["username": username, "password": "***"]) }
}
