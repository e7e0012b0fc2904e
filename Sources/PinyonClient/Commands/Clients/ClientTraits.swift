extension CommandTraits {
    package static let auth = CommandTraits("AUTH", .refused)
    package static let clientCaching = CommandTraits("CLIENT CACHING", .leased)
    package static let clientCapa = CommandTraits("CLIENT CAPA", .leased)
    package static let clientGetname = CommandTraits("CLIENT GETNAME", .readOnly)
    package static let clientGetredir = CommandTraits("CLIENT GETREDIR", .readOnly)
    package static let clientID = CommandTraits("CLIENT ID", .readOnly)
    package static let clientImportSource = CommandTraits("CLIENT IMPORT-SOURCE", .leased)
    package static let clientInfo = CommandTraits("CLIENT INFO", .readOnly)
    package static let clientKill = CommandTraits("CLIENT KILL")
    package static let clientList = CommandTraits("CLIENT LIST", [.readOnly, .bulk])
    package static let clientNoEvict = CommandTraits("CLIENT NO-EVICT", .leased)
    package static let clientNoTouch = CommandTraits("CLIENT NO-TOUCH", .leased)
    package static let clientPause = CommandTraits("CLIENT PAUSE")
    package static let clientReply = CommandTraits("CLIENT REPLY", .refused)
    package static let clientSetinfo = CommandTraits("CLIENT SETINFO", .leased)
    package static let clientSetname = CommandTraits("CLIENT SETNAME", .leased)
    package static let clientTracking = CommandTraits("CLIENT TRACKING", .leased)
    package static let clientTrackinginfo = CommandTraits("CLIENT TRACKINGINFO", .readOnly)
    package static let clientUnblock = CommandTraits("CLIENT UNBLOCK")
    package static let clientUnpause = CommandTraits("CLIENT UNPAUSE", .apart)
    package static let echo = CommandTraits("ECHO", .readOnly)
    package static let hello = CommandTraits("HELLO", .refused)
    package static let monitor = CommandTraits("MONITOR", .refused)
    package static let ping = CommandTraits("PING", .readOnly)
    package static let quit = CommandTraits("QUIT", .refused)
    package static let reset = CommandTraits("RESET", .refused)
    package static let select = CommandTraits("SELECT", .leased)

    /// All commands about connections and their clients.
    package static let clients: [CommandTraits] = [
        auth, clientCaching, clientCapa, clientGetname, clientGetredir, clientID, clientImportSource, clientInfo,
        clientKill, clientList, clientNoEvict, clientNoTouch, clientPause, clientReply, clientSetinfo, clientSetname,
        clientTracking, clientTrackinginfo, clientUnblock, clientUnpause, echo, hello, monitor, ping, quit, reset,
        select,
    ]
}
