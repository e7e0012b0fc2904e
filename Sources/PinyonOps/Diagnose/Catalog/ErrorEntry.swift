/// An error of a server, or of what lies between it and a program, and what is to be done about it.
package struct ErrorEntry: Sendable {
    /// Its name in reports, stable between versions.
    package let id: String
    /// What the error begins with on the wire; for what isn't a server's answer, the name that systems or clients have
    /// for it, or nothing.
    package let code: String
    /// What it is, in a few words.
    package let title: String
    /// What it is about.
    package let category: Category
    /// How much it matters to whoever runs the server.
    package let priority: Priority
    /// What it comes from.
    package let product: Product
    /// By what it is recognised.
    let signs: ErrorSigns
    /// What is read from the text beside.
    let reads: Reading
    /// Why it happens.
    package let meaning: String
    /// Whether the command was carried out.
    package let outcome: Outcome
    /// Whether the command may be sent again, and how.
    package let retry: Retry
    /// What whoever runs the server does, in this order.
    package let actions: [String]
    /// The settings and commands that belong to it.
    package let related: [String]
    /// From which version on it exists; nil if all that are in use have it.
    package let since: String?

    init(
        _ id: String, code: String, _ title: String, _ category: Category, priority: Priority = .medium,
        product: Product = .redisOrValkey, signs: ErrorSigns, reads: Reading = .nothing, meaning: String,
        outcome: Outcome, retry: Retry, actions: [String], related: [String] = [], since: String? = nil
    ) {
        self.id = id
        self.code = code
        self.title = title
        self.category = category
        self.priority = priority
        self.product = product
        self.signs = signs
        self.reads = reads
        self.meaning = meaning
        self.outcome = outcome
        self.retry = retry
        self.actions = actions
        self.related = related
        self.since = since
    }

    /// Whether it stands for all errors of a kind that aren't known one by one.
    var isGeneral: Bool {
        ["err", "script-failed", "memcached-client-error", "memcached-server-error"].contains(id)
    }

    /// What an error is about.
    package enum Category: String, Codable, Sendable, CaseIterable {
        case memory
        case cluster
        case replication
        case persistence
        case security
        case scripts
        case usage
        case clients
        case network
    }

    /// What an error comes from.
    package enum Product: String, Codable, Sendable, CaseIterable {
        /// Redis and Valkey say the same.
        case redisOrValkey = "redis-or-valkey"
        case valkey
        case memcached
        /// The library that a program uses.
        case client
        /// The system or the network.
        case system
    }

    /// What is read from a text beside the error itself.
    enum Reading: Sendable {
        case nothing
        /// A slot, and the host and port of the server that has it.
        case redirection
        /// A host and a port.
        case endpoint
        /// The name of a command.
        case command
        /// A user, and the command or key that it may not use.
        case permission
    }
}
