/// By what an error is recognised in a text.
///
/// All but codes and names are compared without regard to capitals, and match where a word begins.
struct ErrorSigns: Sendable {
    /// Where a code tells enough without the words that follow it.
    enum Bareness: Sendable {
        /// Nowhere.
        case never
        /// Where it is all of the text, or is marked as a server's answer: it is a word that other texts have too.
        case alone
        /// There, and at a line's beginning.
        case start
        /// Where it is all of the text, or of a line's message; no server says it, but clients do.
        case lineEnd
        /// Wherever it stands in capitals.
        case anywhere
    }

    /// What the error begins with on the wire.
    var codes: [String] = []
    /// Where a code tells enough alone.
    var bare = Bareness.never
    /// What follows the code, in words that tell nothing without it.
    var messages: [String] = []
    /// What the server says, in words that tell enough wherever they stand.
    var phrases: [String] = []
    /// Clients' classes for this error and no other.
    var names: [String] = []
    /// The names that Pinyon's own client has for it.
    var kinds: [String] = []
    /// What clients and systems say when it is the reason for all else in the text.
    var causes: [String] = []
    /// What clients and systems say about it.
    var texts: [String] = []
    /// What clients put around this error and others.
    var wrappers: [String] = []
    /// Clients' classes for this error and others.
    var wrapperNames: [String] = []
}
