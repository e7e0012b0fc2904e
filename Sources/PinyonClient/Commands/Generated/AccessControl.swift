// Generated from Sources/PinyonClient/Commands/AccessControl/ by: swift run --package-path Checks generate-commands

extension CommandSender {
    /// `ACL WHOAMI`: the user as whom the connection is logged in.
    public func aclWhoami() async throws(ClientError) -> String {
        try await send(.aclWhoami())
    }

    /// `ACL USERS`: the names of all users.
    public func aclUsers() async throws(ClientError) -> [String] {
        try await send(.aclUsers())
    }

    /// `ACL LIST`: all users, each as a line with its rules. The lines hold digests of passwords: don't log them.
    public func aclList() async throws(ClientError) -> [String] {
        try await send(.aclList())
    }

    /// `ACL GETUSER`: what a user may do; nil if there is none of that name.
    public func aclGetuser(_ name: String) async throws(ClientError) -> ACLUser? {
        try await send(.aclGetuser(name))
    }

    /// `ACL SETUSER`: makes a user, or changes one; in a cluster, of all nodes. A new user may do nothing until the
    /// rules say so. Either all rules are applied or none.
    ///
    /// - Parameters:
    ///   - name: The user's name.
    ///   - rules: What is changed, in this order.
    public func aclSetuser(_ name: String, _ rules: [ACLRule]) async throws(ClientError) {
        try await send(.aclSetuser(name, rules))
    }

    /// `ACL DELUSER`: deletes users and closes their connections; in a cluster, of all nodes. The reply is how many
    /// there were, on the node that had most.
    @discardableResult
    public func aclDeluser(_ names: [String]) async throws(ClientError) -> Int {
        try await send(.aclDeluser(names))
    }

    /// `ACL CAT`: the categories of commands, or the commands of one.
    ///
    /// - Parameter category: The category, such as `hyperloglog`. Default: none, the categories are listed.
    public func aclCat(_ category: String? = nil) async throws(ClientError) -> [String] {
        try await send(.aclCat(category))
    }

    /// `ACL GENPASS`: a random password in hexadecimal digits.
    ///
    /// - Parameter bits: How many bits it has. Default: 256.
    public func aclGenpass(bits: Int? = nil) async throws(ClientError) -> String {
        try await send(.aclGenpass(bits: bits))
    }

    /// `ACL LOG`: what was refused lately, the latest first.
    ///
    /// - Parameter count: The most entries. Default: the server's, 10.
    public func aclLog(_ count: Int? = nil) async throws(ClientError) -> [ACLLogEntry] {
        try await send(.aclLog(count))
    }

    /// `ACL LOG RESET`: forgets what was refused; in a cluster, by all nodes.
    public func aclLogReset() async throws(ClientError) {
        try await send(.aclLogReset())
    }

    /// `ACL DRYRUN`: whether a user may run a command, which isn't run; nil if so, otherwise the reason why not. Since
    /// Redis 7.0.
    ///
    /// - Parameters:
    ///   - user: The user's name.
    ///   - words: The command with its arguments.
    public func aclDryrun(_ user: String, _ words: [any CommandArgument]) async throws(ClientError) -> String? {
        try await send(.aclDryrun(user, words))
    }

    /// `ACL LOAD`: reads the users from the server's file of users anew. An error if it has none.
    public func aclLoad() async throws(ClientError) {
        try await send(.aclLoad())
    }

    /// `ACL SAVE`: writes the users to the server's file of users. An error if it has none.
    public func aclSave() async throws(ClientError) {
        try await send(.aclSave())
    }
}
