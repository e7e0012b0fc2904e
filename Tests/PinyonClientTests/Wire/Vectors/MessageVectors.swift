/// Attributes and pushes: what comes beside the replies, and the replies that mean something to a connection.
extension WireVector {
    static let attributes: [WireVector] = [
        .replies(
            "39 an attribute of a reply",
            "|1\r\n$14\r\nkey-popularity\r\n*2\r\n$7\r\nkey:123\r\n:90\r\n"
                + "$39\r\nSome real reply following the attribute\r\n",
            #"|{"key-popularity": ["key:123", 90]} "Some real reply following the attribute""#),
        .replies(
            "40 an attribute of an array",
            "|1\r\n+key-popularity\r\n%2\r\n$1\r\na\r\n,0.1923\r\n$1\r\nb\r\n,0.0012\r\n"
                + "*2\r\n:2039123\r\n:9543892\r\n",
            #"|{+key-popularity: {"a": 0.1923, "b": 0.0012}} [2039123, 9543892]"#),
        .replies(
            "41 an attribute of an element", "*3\r\n:1\r\n:2\r\n|1\r\n+ttl\r\n:3600\r\n:3\r\n",
            "[1, 2, |{+ttl: 3600} 3]"),
        .replies(
            "42 an attribute of an attribute's value", "|1\r\n+a\r\n|1\r\n+b\r\n:1\r\n:2\r\n:3\r\n",
            "|{+a: |{+b: 1} 2} 3"),
        .replies("43 two attributes of a reply", "|1\r\n+a\r\n:1\r\n|1\r\n+b\r\n:2\r\n:3\r\n", "|{+a: 1, +b: 2} 3"),
        .replies("43 an attribute of nothing", "|0\r\n:1\r\n", "1"),
        .replies("44 an attribute of a push", "|1\r\n+a\r\n:1\r\n>2\r\n+x\r\n+y\r\n:9\r\n", ">x[+y]", "9"),
        .replies("44 an attribute of an empty push", "|1\r\n+a\r\n:1\r\n>0\r\n:9\r\n", "9"),
        .replies("41 an attribute of a null", "|1\r\n+a\r\n:1\r\n*-1\r\n", "|{+a: 1} null"),
        .replies("41 an attribute of an empty array", "*1\r\n|1\r\n+a\r\n:1\r\n*0\r\n", "[|{+a: 1} []]"),
        .replies("41 an attribute of a streamed string", "|1\r\n+a\r\n:1\r\n$?\r\n;0\r\n", #"|{+a: 1} """#),
        .replies("41 an attribute in a streamed array", "*?\r\n|1\r\n+a\r\n:1\r\n:2\r\n.\r\n", "[|{+a: 1} 2]"),
        .replies("41 an attribute of a map's value", "%1\r\n+k\r\n|1\r\n+a\r\n:1\r\n:2\r\n", "{+k: |{+a: 1} 2}"),
        .replies("41 an attribute of one reply only", "|1\r\n+a\r\n:1\r\n:2\r\n:3\r\n", "|{+a: 1} 2", "3"),
        .incomplete("39 an attribute without a reply", "|1\r\n+a\r\n:1\r\n"),
        .broken("41 an attribute of an end", "*?\r\n|1\r\n+a\r\n:1\r\n.\r\n", because: "belongs to no value"),
    ]

    static let pushes: [WireVector] = [
        .replies(
            "45 a push before a reply", ">3\r\n+message\r\n+ch\r\n+m\r\n$9\r\nGet-Reply\r\n", ">message[+ch, +m]",
            #""Get-Reply""#),
        .replies(
            "45 a push behind a reply", "$9\r\nGet-Reply\r\n>3\r\n+message\r\n+ch\r\n+m\r\n", #""Get-Reply""#,
            ">message[+ch, +m]"),
        .replies(
            "46 an invalidation among replies",
            "+OK\r\n$1\r\n2\r\n+OK\r\n>2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nk\r\n$1\r\n3\r\n",
            "+OK", #""2""#, "+OK", #">invalidate[["k"]]"#, #""3""#),
        .replies("47 an invalidation of everything", ">2\r\n$10\r\ninvalidate\r\n_\r\n", ">invalidate[null]"),
        .replies(
            "48 a push of an unknown kind",
            ">2\r\n$16\r\nserver-cpu-usage\r\n:42\r\n$40\r\nSome real reply following the push reply\r\n",
            ">server-cpu-usage[42]", #""Some real reply following the push reply""#),
        .replies("49 no subscription", ">3\r\n$11\r\nunsubscribe\r\n_\r\n:0\r\n", ">unsubscribe[null, 0]"),
        .replies(
            "50 a push inside an array",
            "*2\r\n>2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nk\r\n$1\r\na\r\n$1\r\nb\r\n",
            #">invalidate[["k"]]"#, #"["a", "b"]"#),
        .replies("50 an empty push inside an array", "*1\r\n>0\r\n:1\r\n", "[1]"),
        .replies(
            "44 an attribute of a push inside an array", "*1\r\n|1\r\n+a\r\n:1\r\n>1\r\n+x\r\n:5\r\n", ">x[]", "[5]"),
        .replies(
            "51 subscriptions in RESP2",
            "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n*2\r\n$4\r\npong\r\n$0\r\n\r\n",
            #"["subscribe", "a", 1]"#, #"["pong", ""]"#),
        .replies("48 a push that starts with a number", ">2\r\n:1\r\n:2\r\n", ">[2]"),
        .replies("48 a push whose kind has an attribute", ">1\r\n|1\r\n+a\r\n:1\r\n+x\r\n", ">x[]"),
        .replies(
            "68 a channel with a line break",
            "*3\r\n$7\r\nmessage\r\n$4\r\na\r\nb\r\n$2\r\n\r\n\r\n", #"["message", "a\r\nb", "\r\n"]"#),
        .incomplete("45 a push without its end", ">2\r\n+message\r\n"),
    ]

    /// What a connection gives a meaning to; here they are replies like others.
    static let connection: [WireVector] = [
        .replies(
            "62 too many clients", "-ERR max number of clients reached\r\n",
            #"-ERR "max number of clients reached""#),
        .replies(
            "63 refusals", "-NOAUTH a\r\n-WRONGPASS b\r\n-NOPERM c\r\n-DENIED d\r\n",
            #"-NOAUTH "a""#, #"-WRONGPASS "b""#, #"-NOPERM "c""#, #"-DENIED "d""#),
        .replies(
            "64 no RESP3", "-NOPROTO unsupported protocol version\r\n-ERR unknown command 'HELLO'\r\n",
            #"-NOPROTO "unsupported protocol version""#, #"-ERR "unknown command 'HELLO'""#),
        .replies("66 two replies", "+OK\r\n+OK\r\n", "+OK", "+OK"),
        .replies(
            "69 a transaction with an error", "+QUEUED\r\n-ERR unknown command\r\n-EXECABORT discarded\r\n",
            "+QUEUED", #"-ERR "unknown command""#, #"-EXECABORT "discarded""#),
        .replies("70 a transaction that was not made", "*-1\r\n_\r\n*0\r\n", "null", "null", "[]"),
    ]

    static let all =
        simple + brokenLines + strings + brokenStrings + aggregates + brokenAggregates + attributes + pushes
        + connection
}
