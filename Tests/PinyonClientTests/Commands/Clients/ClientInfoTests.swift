import PinyonClient
import Testing

struct ClientInfoTests {
    private let line =
        "id=17 addr=127.0.0.1:50800 laddr=127.0.0.1:26270 fd=17 name=worker age=5 idle=2 flags=xbt db=3 sub=1 psub=2 "
        + "ssub=3 multi=4 watch=1 qbuf=26 qbuf-free=20448 argv-mem=10 multi-mem=0 rbs=16384 rbp=16384 obl=0 oll=1 "
        + "omem=20504 tot-mem=37658 events=r cmd=client|list user=default redir=9 resp=3 lib-name=pinyon lib-ver=1.0 "
        + "tot-net-in=48 tot-net-out=657 tot-cmds=1 something-new=yes"

    @Test func everyFieldIsRead() throws {
        let client = try ClientInfo.decode(recorded(text: line + "\n"))
        #expect(client.id == 17)
        #expect(client.address == "127.0.0.1:50800" && client.localAddress == "127.0.0.1:26270")
        #expect(client.name == "worker")
        #expect(client.age == .seconds(5) && client.idle == .seconds(2))
        #expect(client.flags == [.transaction, .blocked, .tracking])
        #expect(client.database == 3)
        #expect(client.channels == 1 && client.patterns == 2 && client.shardChannels == 3)
        #expect(client.queuedCommands == 4 && client.watchedKeys == 1)
        #expect(client.queryBuffer == 26 && client.outputBuffer == 20_504 && client.outputList == 1)
        #expect(client.totalMemory == 37_658)
        #expect(client.lastCommand == "client|list" && client.user == "default")
        #expect(client.redirection == 9 && client.protocolVersion == 3)
        #expect(client.libraryName == "pinyon" && client.libraryVersion == "1.0")
        #expect(client.totalBytesIn == 48 && client.totalBytesOut == 657 && client.totalCommands == 1)
        #expect(client.fields["something-new"] == "yes")
    }

    @Test func emptyAndMissingFieldsAreNil() throws {
        let client = try ClientInfo.decode(
            recorded(text: "id=x name= multi=-1 redir=-1 cmd=NULL lib-name= age=99999999999999999999 flags=? user="))
        #expect(client.id == nil && client.name == nil && client.queuedCommands == nil && client.redirection == nil)
        #expect(client.lastCommand == nil && client.libraryName == nil && client.user == nil && client.address == nil)
        #expect(client.flags == [ClientInfo.Flag(letter: "?")])
        #expect(client.protocolVersion == nil)
    }

    @Test func linesWithoutAnIdentityAreSkippedAndCounted() throws {
        let list = try ClientList.decode(recorded(text: "id=1 db=0\nnonsense\n\nname=x\nid=2\n= = =\n"))
        #expect(list.clients.map(\.id) == [1, 2])
        #expect(list.skippedLines == 3)
        #expect(try ClientList.decode(recorded(text: "")).clients.isEmpty)
        #expect(throws: RESPDecodingError.self) { try ClientList.decode(recorded(nil)) }
        #expect(throws: RESPDecodingError.self) { try ClientInfo.decode(recorded(text: "name=x")) }
    }
}
