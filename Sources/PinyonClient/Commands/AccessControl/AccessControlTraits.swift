extension CommandTraits {
    package static let aclCat = CommandTraits("ACL CAT", .readOnly)
    package static let aclDelUser = CommandTraits("ACL DELUSER", scope: .allNodes)
    package static let aclDryRun = CommandTraits("ACL DRYRUN", .readOnly)
    package static let aclGenPass = CommandTraits("ACL GENPASS", .readOnly)
    package static let aclGetUser = CommandTraits("ACL GETUSER", .readOnly)
    package static let aclList = CommandTraits("ACL LIST", .readOnly)
    package static let aclLoad = CommandTraits("ACL LOAD", split: .allOK, scope: .allNodes)
    package static let aclLog = CommandTraits("ACL LOG")
    package static let aclSave = CommandTraits("ACL SAVE", split: .allOK, scope: .allNodes)
    package static let aclSetUser = CommandTraits("ACL SETUSER", split: .allOK, scope: .allNodes)
    package static let aclUsers = CommandTraits("ACL USERS", .readOnly)
    package static let aclWhoAmI = CommandTraits("ACL WHOAMI", .readOnly)

    /// All commands about who may do what.
    package static let accessControl: [CommandTraits] = [
        aclCat, aclDelUser, aclDryRun, aclGenPass, aclGetUser, aclList, aclLoad, aclLog, aclSave, aclSetUser, aclUsers,
        aclWhoAmI,
    ]
}
