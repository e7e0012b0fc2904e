import PinyonClient
import Testing

/// What a client has to do about errors.
struct ServerErrorMeaningTests {
    private func meaning(_ line: String) -> ServerErrorMeaning { ServerErrorMeaning(ServerError(line: line)) }

    @Test(arguments: [
        ("MOVED 3999 127.0.0.1:6381", 3999, "127.0.0.1", 6381), ("MOVED 0 host.example:1", 0, "host.example", 1),
        ("MOVED 16383 h:65535", 16_383, "h", 65_535), ("MOVED 5 2001:db8::1:6379", 5, "2001:db8::1", 6379),
        ("MOVED 5 [2001:db8::1]:6379", 5, "2001:db8::1", 6379), ("MOVED 5 ::1:6379", 5, "::1", 6379),
        ("MOVED 12182 :17402", 12_182, "", 17_402), ("MOVED 5 h:1 and more words", 5, "h", 1),
    ])
    func anotherNodeIsNamed(_ line: String, _ slot: Int, _ host: String, _ port: Int) {
        #expect(meaning(line) == .moved(slot: HashSlot(slot), host: host, port: port))
        let ask = line.replacing("MOVED", with: "ASK")
        #expect(meaning(ask) == .ask(slot: HashSlot(slot), host: host, port: port))
    }

    @Test func aHostThatTheNodeDoesNotKnowIsNone() {
        #expect(meaning("MOVED 12182 ?:17402") == .moved(slot: HashSlot(12_182), host: nil, port: 17_402))
        #expect(meaning("ASK 12182 ?:17402") == .ask(slot: HashSlot(12_182), host: nil, port: 17_402))
    }

    @Test(arguments: [
        "MOVED", "MOVED ", "MOVED 5", "MOVED 5 ", "MOVED x h:1", "MOVED -1 h:1", "MOVED 16384 h:1", "MOVED 5 h",
        "MOVED 5 h:", "MOVED 5 :", "MOVED 5 h:0", "MOVED 5 h:65536", "MOVED 5 h:-1", "MOVED 5 h:99999999999999999999",
        "MOVED 99999999999999999999 h:1", "MOVED 5 h:1x", "MOVED :1 5", "MOVED h:1", "MOVED  ",
    ])
    func whatCannotBeReadIsForTheCaller(_ line: String) {
        #expect(meaning(line) == .surface)
        #expect(meaning(line.replacing("MOVED", with: "ASK")) == .surface)
    }

    @Test func aHostThatIsTooLongIsNone() {
        #expect(meaning("MOVED 5 \(String(repeating: "h", count: 256)):1") == .surface)
        let longest = String(repeating: "h", count: 255)
        #expect(meaning("MOVED 5 \(longest):1") == .moved(slot: HashSlot(5), host: longest, port: 1))
    }

    @Test(arguments: [
        ("TRYAGAIN Multiple keys request during rehashing of slot", ServerErrorMeaning.tryAgain),
        ("CLUSTERDOWN Hash slot not served", .clusterDown), ("CLUSTERDOWN", .clusterDown),
        ("READONLY You can't write against a read only replica.", .readOnly),
        ("LOADING Redis is loading the dataset in memory", .busy),
        ("MASTERDOWN Link with MASTER is down", .busy), ("BUSY Redis is busy running a script", .busy),
        ("NOAUTH Authentication required.", .notPermitted), ("WRONGPASS no", .notPermitted),
        ("NOPERM no", .notPermitted), ("DENIED no", .notPermitted), ("NOPROTO no", .notPermitted),
        ("WRONGTYPE no", .surface), ("OOM no", .surface), ("EXECABORT no", .surface), ("ERR no", .surface),
        ("", .surface), ("moved 5 h:1", .surface), ("BUSYGROUP no", .surface), ("BUSYKEY no", .surface),
        ("REDIRECT 10.0.0.1:6379", .redirect(host: "10.0.0.1", port: 6379)), ("REDIRECT ?:1", .surface),
        ("REDIRECT", .surface), ("REDIRECT x", .surface),
    ])
    func codesSayWhatToDo(_ line: String, _ expected: ServerErrorMeaning) {
        #expect(meaning(line) == expected)
    }
}
