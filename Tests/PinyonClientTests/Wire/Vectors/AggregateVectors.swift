import PinyonClient

/// Arrays, maps and sets, counted and streamed.
extension WireVector {
    static let aggregates: [WireVector] = [
        .replies("27 empty ones", "*0\r\n%0\r\n~0\r\n>0\r\n", "[]", "{}", "~[]"),
        .replies("28 an array", "*3\r\n$5\r\nhello\r\n$-1\r\n$5\r\nworld\r\n", #"["hello", null, "world"]"#),
        .replies("29 arrays in one", "*2\r\n*3\r\n:1\r\n$5\r\nhello\r\n:2\r\n#f\r\n", #"[[1, "hello", 2], false]"#),
        .replies("29 empty ones in an array", "*4\r\n*0\r\n%0\r\n~0\r\n*-1\r\n", "[[], {}, ~[], null]"),
        .replies(
            "30 an error in an array", "*6\r\n:1\r\n$-1\r\n-E x\r\n+Y\r\n:3\r\n$3\r\n1.5\r\n",
            #"[1, null, -E "x", +Y, 3, "1.5"]"#),
        .replies(
            "31 all types",
            "*8\r\n:1\r\n#f\r\n#t\r\n,1.5\r\n%1\r\n$1\r\na\r\n:1\r\n~1\r\n$1\r\nx\r\n(12\r\n=5\r\ntxt:v\r\n",
            #"[1, false, true, 1.5, {"a": 1}, ~["x"], (12, txt:"v"]"#),
        .replies("32 a map", "%3\r\n:0\r\n#f\r\n:1\r\n#t\r\n:2\r\n#f\r\n", "{0: false, 1: true, 2: false}"),
        .replies("33 a key that comes twice", "%2\r\n+a\r\n:1\r\n+a\r\n:2\r\n", "{+a: 1, +a: 2}"),
        .replies("34 a key that is an array", "%1\r\n*1\r\n:1\r\n+v\r\n", "{[1]: +v}"),
        .replies("34 a member that comes twice", "~2\r\n:1\r\n:1\r\n", "~[1, 1]"),
        .incomplete("35 a count at the limit", "*16777216\r\n"),
        .incomplete("36 a map at the limit", "%8388608\r\n"),
        .replies(
            "37 arrays as deep as may be", String(repeating: "*1\r\n", count: 128) + "*0\r\n",
            String(repeating: "[", count: 129) + String(repeating: "]", count: 129)),
        .incomplete("38 an array without its last element", "*2\r\n:1\r\n"),
        .replies(
            "54 streamed ones", "*?\r\n:1\r\n:2\r\n:3\r\n.\r\n*?\r\n.\r\n~?\r\n:1\r\n.\r\n", "[1, 2, 3]", "[]",
            "~[1]"),
        .replies("55 a streamed map", "%?\r\n+a\r\n:1\r\n+b\r\n:2\r\n.\r\n", "{+a: 1, +b: 2}"),
        .replies(
            "56 streamed ones in one", "*?\r\n*?\r\n:1\r\n.\r\n$?\r\n;1\r\nx\r\n;0\r\n.\r\n", #"[[1], "x"]"#),
        .replies("56 a streamed one in a counted one", "*2\r\n*?\r\n.\r\n%?\r\n.\r\n", "[[], {}]"),
        .incomplete("54 a streamed array without its end", "*?\r\n:1\r\n"),
    ]

    static let brokenAggregates: [WireVector] = [
        .broken("10 an array of length -2", "*-2\r\n", because: "negative"),
        .broken("10 a map of length -1", "%-1\r\n", because: "negative"),
        .broken("10 a set of length -1", "~-1\r\n", because: "negative"),
        .broken("10 a push of length -1", ">-1\r\n", because: "negative"),
        .broken("10 an attribute of length -1", "|-1\r\n", because: "negative"),
        .broken("35 a count of 32 bits", "*4294967295\r\n", because: "more than 16777216 elements"),
        .broken("35 a count of 31 bits", "*2147483647\r\n", because: "more than 16777216 elements"),
        .broken("35 a count one beyond the limit", "*16777217\r\n", because: "more than 16777216 elements"),
        .broken("35 a count of 65 bits", "~18446744073709551616\r\n", because: "out of range"),
        .broken("36 a map whose values are 63 bits", "%4611686018427387904\r\n", because: "more than 16777216"),
        .broken("36 an attribute whose values are 63 bits", "|4611686018427387904\r\n", because: "more than 16777216"),
        .broken("36 a map one beyond the limit", "%8388609\r\n", because: "more than 16777216 elements"),
        .broken(
            "37 arrays deeper than may be", String(repeating: "*1\r\n", count: 129) + "*0\r\n",
            because: "deeper than 128"),
        .broken("37 streamed arrays deeper than may be", String(repeating: "*?\r\n", count: 129), because: "deeper"),
        .broken("37 attributes deeper than may be", String(repeating: "|1\r\n", count: 129), because: "deeper"),
        .broken(
            "54 a streamed array beyond the limit", "*?\r\n:1\r\n:2\r\n:3\r\n", because: "too many elements",
            limits: RESPLimits(elements: 2)),
        .broken("55 a streamed map with a key too many", "%?\r\n+a\r\n.\r\n", because: "no value"),
        .broken("57 an end of nothing", ".\r\n", because: "belongs to none"),
        .broken("57 an end of a counted array", "*2\r\n:1\r\n.\r\n", because: "belongs to none"),
        .broken("57 an end with content", "*?\r\n.x\r\n", because: "has content"),
        .broken("57 a streamed push", ">?\r\n", because: "streamed"),
        .broken("57 a streamed attribute", "|?\r\n", because: "streamed"),
        .broken("14 a count with a zero in front", "*02\r\n", because: "starts with 0"),
        .broken("14 a count of nothing", "*\r\n", because: "no digits"),
        .broken(
            "35 a reply beyond the limit", "*3\r\n$1\r\na\r\n$1\r\nb\r\n$1\r\nc\r\n", because: "more than 24 bytes",
            limits: RESPLimits(reply: 24)),
        .replies(
            "35 a reply at the limit", "*3\r\n$1\r\na\r\n$1\r\nb\r\n$1\r\nc\r\n+OK\r\n", #"["a", "b", "c"]"#, "+OK",
            limits: RESPLimits(reply: 25)),
    ]
}
