extension CommandTraits {
    package static let aclCat = CommandTraits("ACL CAT", .readOnly)
    package static let aclDeluser = CommandTraits("ACL DELUSER", scope: .allNodes)
    package static let aclDryrun = CommandTraits("ACL DRYRUN", .readOnly)
    package static let aclGenpass = CommandTraits("ACL GENPASS", .readOnly)
    package static let aclGetuser = CommandTraits("ACL GETUSER", .readOnly)
    package static let aclList = CommandTraits("ACL LIST", .readOnly)
    package static let aclLoad = CommandTraits("ACL LOAD", split: .allOK, scope: .allNodes)
    package static let aclLog = CommandTraits("ACL LOG")
    package static let aclLogReset = CommandTraits("ACL LOG RESET", split: .allOK, scope: .allNodes)
    package static let aclSave = CommandTraits("ACL SAVE", split: .allOK, scope: .allNodes)
    package static let aclSetuser = CommandTraits("ACL SETUSER", split: .allOK, scope: .allNodes)
    package static let aclUsers = CommandTraits("ACL USERS", .readOnly)
    package static let aclWhoami = CommandTraits("ACL WHOAMI", .readOnly)

    /// All commands about who may do what.
    package static let accessControl: [CommandTraits] = [
        aclCat, aclDeluser, aclDryrun, aclGenpass, aclGetuser, aclList, aclLoad, aclLog, aclLogReset, aclSave,
        aclSetuser, aclUsers, aclWhoami,
    ]
}
