import NIOCore
import PinyonClient
import Testing

/// Where a server may send the client.
struct AddressTrustTests {
    private func kind(_ number: String) throws -> NetworkKind {
        NetworkKind(try SocketAddress(ipAddress: number, port: 6379))
    }

    private func filter(
        _ trust: AddressTrust = .automatic, from namer: NetworkKind = .privateNetwork, isVerified: Bool = false
    ) -> AddressFilter {
        AddressFilter(trust: trust, namedFrom: namer, isVerified: isVerified)
    }

    @Test(arguments: [
        ("127.0.0.1", NetworkKind.loopback), ("127.255.255.254", .loopback), ("::1", .loopback),
        ("::ffff:127.0.0.1", .loopback), ("10.0.0.1", .privateNetwork), ("172.16.0.1", .privateNetwork),
        ("172.31.255.255", .privateNetwork), ("172.15.0.1", .publicNetwork), ("172.32.0.1", .publicNetwork),
        ("192.168.1.1", .privateNetwork), ("192.169.0.1", .publicNetwork), ("100.64.0.1", .privateNetwork),
        ("100.127.255.255", .privateNetwork), ("100.63.0.1", .publicNetwork), ("100.128.0.1", .publicNetwork),
        ("fd12:3456::1", .privateNetwork), ("fc00::1", .privateNetwork), ("8.8.8.8", .publicNetwork),
        ("2001:db8::1", .publicNetwork), ("::ffff:10.0.0.1", .privateNetwork), ("::ffff:8.8.8.8", .publicNetwork),
        ("64:ff9b::10.0.0.1", .privateNetwork), ("64:ff9b::8.8.8.8", .publicNetwork),
    ])
    func networksAreToldApart(_ number: String, _ expected: NetworkKind) throws {
        #expect(try kind(number) == expected)
    }

    @Test(arguments: [
        "169.254.169.254", "169.254.0.1", "169.254.170.2", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fe80::1", "febf::1", "ff02::1", "::",
        "::2", "::7f00:1", "::a9fe:a9fe", "::ffff:169.254.169.254", "::ffff:0.0.0.0", "fd00:ec2::254", "fd00:ec2::23",
        "fd20:ce::254", "64:ff9b::169.254.169.254",
    ])
    func noServerIsAtAnAddressLikeThis(_ number: String) throws {
        #expect(try kind(number) == .special)
        for namer in [NetworkKind.loopback, .privateNetwork, .publicNetwork, .special, .unixSocket] {
            #expect(!filter(from: namer, isVerified: true).isTrusted(try kind(number)))
        }
    }

    @Test func aPathIsNoAddressThatAServerMayName() throws {
        #expect(NetworkKind(try SocketAddress(unixDomainSocketPath: "/run/redis.sock")) == .unixSocket)
        for namer in [NetworkKind.loopback, .unixSocket] {
            #expect(!filter(from: namer, isVerified: true).isTrusted(.unixSocket))
        }
        let error = #expect(throws: ClientError.self) { try filter().check(host: "/run/redis.sock", port: 1) }
        #expect(error?.code == .untrustedAddress)
    }

    @Test(
        arguments: [
            // Where the namer is, and which networks it may name without and with TLS.
            (
                NetworkKind.loopback, [NetworkKind.loopback, .privateNetwork],
                [.loopback, .privateNetwork, .publicNetwork]
            ),
            (.unixSocket, [.loopback, .privateNetwork], [.loopback, .privateNetwork, .publicNetwork]),
            (.privateNetwork, [.privateNetwork], [.privateNetwork, .publicNetwork]),
            (.publicNetwork, [.publicNetwork], [.privateNetwork, .publicNetwork]),
        ] as [(NetworkKind, [NetworkKind], [NetworkKind])])
    func aServerNamesItsOwnKindOfNetwork(_ namer: NetworkKind, _ plain: [NetworkKind], _ verified: [NetworkKind]) {
        for kind in [NetworkKind.loopback, .privateNetwork, .publicNetwork] {
            #expect(filter(from: namer).isTrusted(kind) == plain.contains(kind), "\(kind)")
            #expect(
                filter(from: namer, isVerified: true).isTrusted(kind) == verified.contains(kind), "\(kind) with TLS")
        }
    }

    @Test(arguments: [
        "", "a b", "a\0b", "evil.example\0.redis.internal", "a\n", "\u{7F}", "/", "../x", "host/path",
        String(repeating: "h", count: 256),
    ])
    func whatIsNoNameOfAHostIsRefused(_ host: String) throws {
        let trusting = AddressTrust { _, _ in true }
        let error = #expect(throws: ClientError.self) { try filter(trusting).check(host: host, port: 6379) }
        #expect(error?.code == .untrustedAddress)
        #expect(error?.description.contains { $0.isNewline || $0 == "\0" } == false)
    }

    @Test(arguments: ["h", "10.0.0.7", "fd12::1", "node-1.redis.internal", "node_1", "köln.example"])
    func namesAndNumbersAreNotRefused(_ host: String) throws {
        try filter().check(host: host, port: 6379)
        try filter().check(host: String(repeating: "h", count: 255), port: 6379)
    }

    @Test func addressesThatCannotBeTrustedAreLeftOut() throws {
        let good = try SocketAddress(ipAddress: "10.0.0.1", port: 1)
        let bad = try SocketAddress(ipAddress: "169.254.169.254", port: 1)
        #expect(try filter().filter([bad, good], host: "h", port: 1) == [good])
        let error = #expect(throws: ClientError.self) { try filter().filter([bad], host: "h", port: 1) }
        #expect(error?.code == .untrustedAddress && error?.node == "h:1")
        #expect(try filter().filter([], host: "h", port: 1).isEmpty)
    }

    @Test func aRuleDecidesBothWaysOrLeavesItToTheDefault() throws {
        let metadata = try SocketAddress(ipAddress: "169.254.169.254", port: 80)
        let rule = AddressTrust { host, port in port == 80 ? true : host == "bad" ? false : nil }
        #expect(try filter(rule).filter([metadata], host: "h", port: 80) == [metadata])
        #expect(throws: ClientError.self) { try filter(rule).filter([metadata], host: "h", port: 81) }
        #expect(throws: ClientError.self) { try filter(rule).check(host: "bad", port: 81) }
        try filter(rule).check(host: "good", port: 81)
    }
}
