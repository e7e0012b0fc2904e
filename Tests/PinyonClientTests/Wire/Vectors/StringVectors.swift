import PinyonClient

/// Strings with a length: plain, errors, verbatim, and streamed.
extension WireVector {
    static let strings: [WireVector] = [
        .replies(
            "7 strings", "$5\r\nhello\r\n$0\r\n\r\n$6\r\na\r\nb\r\n\r\n", #""hello""#, #""""#, #""a\r\nb\r\n""#),
        .replies("8 bytes that aren't text", "$3\r\n\u{ff}\u{0}\u{fe}\r\n", #""\xff\x00\xfe""#),
        .incomplete("15 a string without its end", "$5\r\nhello\r"),
        .incomplete("15 a string without its last byte", "$5\r\nhell"),
        .replies("24 an error with a length", "!21\r\nSYNTAX invalid syntax\r\n", #"-SYNTAX "invalid syntax""#),
        .replies("24 an error with a length that is empty", "!0\r\n\r\n", #"- """#),
        .replies("24 an error of two lines", "!9\r\nERR a\r\nbc\r\n", "-ERR \"a\r\nbc\""),
        .replies("25 verbatim text", "=15\r\ntxt:Some string\r\n", #"txt:"Some string""#),
        .replies(
            "25 verbatim text of two lines", "=29\r\ntxt:This is a verbatim\nstring\r\n",
            #"txt:"This is a verbatim\nstring""#),
        .replies("25 verbatim text that is empty", "=4\r\ntxt:\r\n", #"txt:"""#),
        .replies("25 verbatim text of a format of its own", "=7\r\nmkd:**b\r\n", #"mkd:"**b""#),
        .replies("52 a string in chunks", "$?\r\n;4\r\nHell\r\n;5\r\no wor\r\n;1\r\nd\r\n;0\r\n", #""Hello word""#),
        .replies("52 a string in no chunk", "$?\r\n;0\r\n", #""""#),
        .replies("52 a chunk with line breaks", "$?\r\n;4\r\n\r\n;0\r\n;0\r\n+OK\r\n", #""\r\n;0""#, "+OK"),
        .replies(
            "53 chunks up to the limit", "$?\r\n;2\r\nab\r\n;2\r\ncd\r\n;0\r\n", #""abcd""#,
            limits: RESPLimits(string: 4)),
        .incomplete("52 a string in chunks without its end", "$?\r\n;4\r\nHell\r\n"),
    ]

    static let brokenStrings: [WireVector] = [
        .broken("10 a string of length -2", "$-2\r\n", because: "negative"),
        .broken("11 an error of length -1", "!-1\r\n", because: "negative"),
        .broken("11 a verbatim text of length -1", "=-1\r\n", because: "negative"),
        .broken("12 a string beyond the limit", "$2147483648\r\n", because: "limit of 536870912"),
        .broken("12 a string one byte beyond the limit", "$536870913\r\n", because: "limit of 536870912"),
        .incomplete("12 a string at the limit", "$536870912\r\n"),
        .broken("12 an error beyond the limit", "!9\r\n", because: "limit of 8", limits: RESPLimits(string: 8)),
        .broken("13 a string of the largest length", "$9223372036854775807\r\n", because: "limit of 536870912"),
        .broken("14 a string of a length of 65 bits", "$18446744073709551616\r\n", because: "out of range"),
        .broken("14 a length with a zero in front", "$05\r\nhello\r\n", because: "starts with 0"),
        .broken("14 a length with a sign", "$+5\r\nhello\r\n", because: "something else"),
        .broken("14 a length of nothing", "$\r\n", because: "no digits"),
        .broken("14 a length that is a sign", "$-\r\n", because: "negative"),
        .broken("14 a negative length with more behind it", "$-10\r\n", because: "negative"),
        .broken("15 a string longer than it says", "$5\r\nhelloXX", because: "longer"),
        .broken("15 a string with half an end", "$5\r\nhello\rX", because: "longer"),
        .broken("15 a string with the wrong half of an end", "$5\r\nhelloX\n", because: "longer"),
        .broken("26 a verbatim text without a colon", "=3\r\ntxt\r\n", because: "format"),
        .broken("26 a verbatim text with another letter", "=5\r\nabcde\r\n", because: "format"),
        .broken("26 a verbatim text of nothing", "=0\r\n\r\n", because: "format"),
        .broken("53 a chunk of length -1", "$?\r\n;-1\r\n", because: "negative"),
        .broken("53 a string instead of a chunk", "$?\r\n$1\r\na\r\n", because: "streamed string"),
        .broken("53 a push instead of a chunk", "$?\r\n>0\r\n", because: "streamed string"),
        .broken("53 an attribute instead of a chunk", "$?\r\n|1\r\n", because: "streamed string"),
        .broken(
            "53 chunks beyond the limit", "$?\r\n;2\r\nab\r\n;3\r\ncde\r\n", because: "more than 4 bytes",
            limits: RESPLimits(string: 4)),
        .broken("57 a chunk of no string", ";4\r\nabcd\r\n", because: "chunk"),
        .broken("57 the last chunk of no string", ";0\r\n", because: "chunk"),
        .broken("57 an error in chunks", "!?\r\n", because: "something else"),
        .broken("57 a verbatim text in chunks", "=?\r\n", because: "something else"),
        .broken("57 a chunk in chunks", "$?\r\n;?\r\n", because: "something else"),
    ]
}
