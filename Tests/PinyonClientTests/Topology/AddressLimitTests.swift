import NIOCore
import PinyonClient
import Testing

/// Trust that is limited to some names, networks and ports.
struct AddressLimitTests {
    /// What a server on a private network may name, without TLS.
    private func filter(_ trust: AddressTrust) -> AddressFilter {
        AddressFilter(trust: trust, namedFrom: .privateNetwork, isVerified: false)
    }

    /// Whether the client may connect to a number.
    private func allows(_ trust: AddressTrust, _ number: String, port: Int = 6379) throws -> Bool {
        let address = try SocketAddress(ipAddress: number, port: port)
        do throws(ClientError) {
            return try filter(trust).filter([address], host: "h", port: port) == [address]
        } catch {
            #expect(error.code == .untrustedAddress && error.message.contains("AddressTrust"))
            return false
        }
    }

    private func isNamed(_ host: String, _ trust: AddressTrust, port: Int = 6379) -> Bool {
        do throws(ClientError) {
            try filter(trust).check(host: host, port: port)
            return true
        } catch {
            #expect(error.code == .untrustedAddress && error.message.contains("AddressTrust"))
            return false
        }
    }

    @Test(
        arguments: [
            (".redis.internal", ["n1.redis.internal", "a.b.redis.internal", "N1.REDIS.Internal", "n.redis.internal."]),
            ("redis.internal", ["redis.internal", "Redis.Internal.", "node1.redis.internal"]),
            ("Redis.INTERNAL.", ["redis.internal", "node1.redis.internal"]), ("h", ["h", "H", "a.h"]),
        ] as [(String, [String])])
    func aNameEndsInWholeLabelsWhateverItsCaseAndLastDot(suffix: String, hosts: [String]) {
        for host in hosts { #expect(isNamed(host, .hosts(endingIn: suffix)), "\(host)") }
    }

    @Test(
        arguments: [
            (
                ".redis.internal",
                [
                    "redis.internal", "evilredis.internal", "node1.redis.internal.evil.example", "internal",
                    ".redis.internal", "10.0.0.1", "node1.redis.internal..",
                ]
            ),
            ("redis.internal", ["evilredis.internal", "internal", "xredis.internal", ".redis.internal"]),
            ("", ["h", "redis.internal", "."]), (".", ["h", "."]), ("a..b", ["a..b", "a.b", "b"]),
            // The sign for kelvins is a K to who folds all letters.
            ("k.internal", ["\u{212A}.internal"]),
        ] as [(String, [String])])
    func otherNamesAreRefused(suffix: String, hosts: [String]) {
        for host in hosts { #expect(!isNamed(host, .hosts(endingIn: suffix)), "\(host)") }
    }

    @Test(arguments: [
        "169.254.169.254", "224.0.0.1", "0.0.0.0", "::ffff:169.254.169.254", "fe80::1", "fd00:ec2::254", "127.0.0.1",
        "8.8.8.8",
    ])
    func aNameWithTheRightEndIsHeldToTheDefaultRulesAllTheSame(number: String) throws {
        #expect(try !allows(.hosts(endingIn: "h"), number))
        #expect(try allows(.hosts(endingIn: "h"), "10.0.0.1"))
    }

    @Test(
        arguments: [
            ("10.20.0.0/16", ["10.20.0.0", "10.20.255.255", "::ffff:10.20.1.2"], ["10.19.255.255", "10.21.0.0"]),
            ("10.20.1.2", ["10.20.1.2"], ["10.20.1.3"]), ("10.20.1.2/32", ["10.20.1.2"], ["10.20.1.0"]),
            ("10.20.128.0/17", ["10.20.128.0", "10.20.255.255"], ["10.20.127.255", "10.21.128.0"]),
            ("::ffff:10.20.0.0/112", ["10.20.3.4", "::ffff:10.20.3.4"], ["10.21.0.0", "2001:db8::1"]),
            ("2001:db8::/33", ["2001:db8::1", "2001:db8:7fff::1"], ["2001:db8:8000::1", "10.0.0.1"]),
            ("fd12:3456::/32", ["fd12:3456:1::2"], ["fd12:3457::1", "10.0.0.1"]),
            // Whoever lists a network trusts in it from wherever it is named.
            ("203.0.113.0/24", ["203.0.113.9"], ["203.0.112.9", "10.0.0.1"]), ("127.0.0.0/8", ["127.0.0.1"], ["::1"]),
            ("0.0.0.0/0", ["10.0.0.1", "203.0.113.9"], ["2001:db8::1", "169.254.169.254", "224.0.0.1", "0.0.0.1"]),
            ("::/0", ["2001:db8::1"], ["10.0.0.1", "fe80::1", "ff02::1", "fd00:ec2::254"]),
        ] as [(String, [String], [String])])
    func addressesOfAListedNetworkAreTrustedAndNoOthers(network: String, inside: [String], outside: [String]) throws {
        let trust = try AddressTrust.networks([network])
        for number in inside { #expect(try allows(trust, number), "\(number)") }
        for number in outside { #expect(try !allows(trust, number), "\(number)") }
        // A number is checked as soon as it is named, and a name when it is known where it leads.
        for number in outside { #expect(!isNamed(number, trust), "\(number)") }
        #expect(isNamed("any.name", trust))
    }

    @Test func severalNetworksAreTrustedTogetherAndWhatIsOutsideIsLeftOut() throws {
        let trust = try AddressTrust.networks(["10.20.0.0/16", "fd12::/16"])
        let (first, second) = try (
            SocketAddress(ipAddress: "10.20.0.1", port: 1), SocketAddress(ipAddress: "fd12::1", port: 1)
        )
        let stranger = try SocketAddress(ipAddress: "10.21.0.1", port: 1)
        let trusted = try filter(trust).filter([first, stranger, second], host: "h", port: 1)
        #expect(trusted == [first, second])
    }

    @Test(arguments: [
        "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/8/8", "10.0.0/8", "10.0.0.1/8",
        "fd00::/129", "fd00::1/64", "redis.internal", "redis.internal/8",
    ])
    func whatIsNoNetworkIsRefused(text: String) {
        let error = #expect(throws: ClientError.self) { try AddressTrust.networks(["10.0.0.0/8", text]) }
        #expect(error?.code == .configuration && error?.message.contains("“\(text)”") == true)
    }

    @Test func portsAreLimitedForNamesAndNumbers() throws {
        let trust = AddressTrust.automatic.limited(toPorts: 6379...6380)
        for port in [6379, 6380] {
            #expect(isNamed("h", trust, port: port) && isNamed("10.0.0.1", trust, port: port))
            #expect(try allows(trust, "10.0.0.1", port: port))
        }
        for port in [22, 6378, 6381] {
            #expect(!isNamed("h", trust, port: port) && !isNamed("10.0.0.1", trust, port: port))
            #expect(try !allows(trust, "10.0.0.1", port: port))
        }
    }

    @Test func everyLimitNarrowsWhatTheOthersLeave() throws {
        let trust = try AddressTrust.hosts(endingIn: "internal")
            .limited(toHostsEndingIn: ["redis.internal", "valkey.internal", "example"])
            .limited(toNetworks: ["10.0.0.0/8"]).limited(toNetworks: ["10.20.0.0/16", "192.168.0.0/16"])
            .limited(toPorts: 6000...7000).limited(toPorts: 6379...8000)
        #expect(isNamed("n.redis.internal", trust) && isNamed("n.valkey.internal", trust))
        for host in ["n.internal", "n.example"] { #expect(!isNamed(host, trust), "\(host)") }
        #expect(!isNamed("n.redis.internal", trust, port: 6378) && !isNamed("n.redis.internal", trust, port: 7001))
        let numbers = ["10.20.0.1", "10.21.0.1", "192.168.0.1"]
        let addresses = try numbers.map { try SocketAddress(ipAddress: $0, port: 6379) }
        let trusted = try filter(trust).filter(addresses, host: "n.redis.internal", port: 6379)
        #expect(trusted == [addresses[0]])
    }

    @Test func aRuleStandsAboveLimits() throws {
        let trust = AddressTrust { host, _ in host == "h" ? true : host == "bad.internal" ? false : nil }
            .limited(toHostsEndingIn: [".internal"])
        #expect(try allows(trust, "169.254.169.254"))
        #expect(isNamed("good.internal", trust))
        for host in ["bad.internal", "good.example"] { #expect(!isNamed(host, trust), "\(host)") }
    }
}
