/// Who may do what on a server.
extension Command {
    /// `ACL WHOAMI`: the user as whom the connection is logged in.
    public static func aclWhoami() -> Command where Response == String { Command(.aclWhoami) }

    /// `ACL USERS`: the names of all users.
    public static func aclUsers() -> Command where Response == [String] { Command(.aclUsers) }

    /// `ACL LIST`: all users, each as a line with its rules. The lines hold digests of passwords: don't log them.
    public static func aclList() -> Command where Response == [String] { Command(.aclList) }

    /// `ACL GETUSER`: what a user may do; nil if there is none of that name.
    public static func aclGetuser(_ name: String) -> Command where Response == ACLUser? {
        Command(.aclGetuser) { $0.append(name) }
    }

    /// `ACL SETUSER`: makes a user, or changes one; in a cluster, of all nodes. A new user may do nothing until the
    /// rules say so. Either all rules are applied or none.
    ///
    /// - Parameters:
    ///   - name: The user's name.
    ///   - rules: What is changed, in this order.
    public static func aclSetuser(_ name: String, _ rules: [ACLRule]) -> Command where Response == Void {
        Command(.aclSetuser) {
            $0.append(name)
            $0.append(rules)
        }
    }

    // The result is often of no use.
    /// `ACL DELUSER`: deletes users and closes their connections; in a cluster, of all nodes. The reply is how many
    /// there were, on the node that had most.
    public static func aclDeluser(_ names: [String]) -> Command where Response == Int {
        Command(.aclDeluser) { $0.append(names) }
    }

    /// `ACL CAT`: the categories of commands, or the commands of one.
    ///
    /// - Parameter category: The category, such as `hyperloglog`. Default: none, the categories are listed.
    public static func aclCat(_ category: String? = nil) -> Command where Response == [String] {
        Command(.aclCat) { if let category { $0.append(category) } }
    }

    /// `ACL GENPASS`: a random password in hexadecimal digits.
    ///
    /// - Parameter bits: How many bits it has. Default: 256.
    public static func aclGenpass(bits: Int? = nil) -> Command where Response == String {
        Command(.aclGenpass) { if let bits { $0.append(bits) } }
    }

    /// `ACL LOG`: what was refused lately, the latest first.
    ///
    /// - Parameter count: The most entries. Default: the server's, 10.
    public static func aclLog(_ count: Int? = nil) -> Command where Response == [ACLLogEntry] {
        Command(.aclLog) { if let count { $0.append(count) } }
    }

    /// `ACL LOG RESET`: forgets what was refused; in a cluster, by all nodes.
    public static func aclLogReset() -> Command where Response == Void {
        Command(.aclLogReset)
    }

    /// `ACL DRYRUN`: whether a user may run a command, which isn't run; nil if so, otherwise the reason why not. Since
    /// Redis 7.0.
    ///
    /// - Parameters:
    ///   - user: The user's name.
    ///   - words: The command with its arguments.
    public static func aclDryrun(_ user: String, _ words: [any CommandArgument]) -> Command where Response == String? {
        Command(
            .aclDryrun,
            decode: { value throws(RESPDecodingError) in
                let answer = try String.decode(value)
                return answer == "OK" ? nil : answer
            },
            arguments: {
                $0.append(user)
                for word in words { $0.appendOne(word) }
            })
    }

    /// `ACL LOAD`: reads the users from the server's file of users anew. An error if it has none.
    public static func aclLoad() -> Command where Response == Void { Command(.aclLoad) }

    /// `ACL SAVE`: writes the users to the server's file of users. An error if it has none.
    public static func aclSave() -> Command where Response == Void { Command(.aclSave) }
}
