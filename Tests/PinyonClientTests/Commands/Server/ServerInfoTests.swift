import PinyonClient
import Testing

struct ServerInfoTests {
    private let text = """
        # Server\r
        redis_version:7.2.4\r
        server_name:valkey\r
        valkey_version:9.1.2\r
        uptime_in_seconds:815\r
        availability_zone:\r
        \r
        # Memory\r
        used_memory:1284904\r
        maxmemory:0\r
        mem_fragmentation_ratio:10.16\r
        \r
        # Stats\r
        keyspace_hits:3\r
        keyspace_misses:1\r
        latest_fork_usec:562\r
        \r
        # Replication\r
        role:master\r
        connected_slaves:2\r
        slave0:ip=127.0.0.1,port=26271,state=online,offset=1109,lag=1\r
        slave1:ip=::1,port=26272,state=wait_bgsave,offset=0,lag=0\r
        slave_expires_tracked_keys:0\r
        \r
        # Modules\r
        module:name=search,ver=21005,api=1,using=[ReJSON]\r
        module:name=ReJSON,ver=20803,api=1\r
        \r
        # Commandstats\r
        cmdstat_get:calls=4,usec=11,usec_per_call=2.75,rejected_calls=1,failed_calls=2\r
        cmdstat_config|get:calls=2,usec=5,usec_per_call=2.50\r
        \r
        # Errorstats\r
        errorstat_WRONGTYPE:count=7\r
        \r
        # Latencystats\r
        latency_percentiles_usec_get:p50=1.003,p99=4.015,p99.9=4.015\r
        \r
        # Keyspace\r
        db0:keys=10,expires=4,avg_ttl=1500,keys_with_volatile_items=1\r
        db12:keys=1,expires=0,avg_ttl=0,subexpiry=3\r
        \r
        # search_version\r
        search_version:2.10.5\r
        """

    @Test func sectionsAndFieldsAreKept() {
        let info = ServerInfo(text: text)
        #expect(info.skippedLines == 0)
        #expect(info.sections.count == 10)
        #expect(info.sections.last?.name == "search_version")
        #expect(info["search_version"] == "2.10.5")
        #expect(info["nothing"] == nil)
        #expect(info.section("memory")?.fields.integer("used_memory") == 1_284_904)
        #expect(info.section("Memory")?.fields["keyspace_hits"] == nil)
        #expect(info.section("nothing") == nil)
        #expect(info.fields.entries.first?.name == "redis_version")
    }

    @Test func typedFieldsAreRead() {
        let info = ServerInfo(text: text)
        #expect(info.server.product == .valkey)
        #expect(info.server.version == ServerVersion(9, 1, 2))
        #expect(info.server.redisVersion == ServerVersion(7, 2, 4))
        #expect(info.server.uptime == .seconds(815))
        #expect(info.server.availabilityZone == nil)
        #expect(info.memory.used == 1_284_904)
        #expect(info.memory.limit == 0)
        #expect(info.memory.peak == nil)
        #expect(info.memory.fragmentationRatio == 10.16)
        #expect(info.statistics.hitRate == 0.75)
        #expect(info.statistics.latestFork == .microseconds(562))
        #expect(info.modules == ["search": 21_005, "ReJSON": 20_803])
    }

    @Test func replicasAreRead() throws {
        let replication = ServerInfo(text: text).replication
        #expect(replication.role == .primary)
        #expect(replication.connectedReplicas == 2)
        #expect(replication.replicas.map(\.port) == [26_271, 26_272])
        #expect(replication.replicas.map(\.host) == ["127.0.0.1", "::1"])
        #expect(replication.replicas.map(\.isOnline) == [true, false])
        #expect(replication.replicas[0].lag == .seconds(1))
        #expect(replication.replicas[0].offset == 1109)
    }

    @Test func numbersOfCommandsErrorsAndDatabasesAreRead() throws {
        let info = ServerInfo(text: text)
        let get = try #require(info.commands["get"])
        #expect(get.calls == 4)
        #expect(get.time == .microseconds(11))
        #expect(get.microsecondsPerCall == 2.75)
        #expect(get.rejectedCalls == 1 && get.failedCalls == 2)
        #expect(info.commands["config|get"]?.rejectedCalls == nil)
        #expect(info.errors == ["WRONGTYPE": 7])
        #expect(info.latencyPercentiles == ["get": [50: 1.003, 99: 4.015, 99.9: 4.015]])
        #expect(info.keyspace.keys.sorted() == [0, 12])
        let database = try #require(info.keyspace[0])
        #expect(database.keys == 10 && database.expires == 4)
        #expect(database.averageTimeToLive == .milliseconds(1500))
        #expect(database.keysWithExpiringFields == 1)
        #expect(info.keyspace[12]?.averageTimeToLive == nil)
        #expect(info.keyspace[12]?.keysWithExpiringFields == 3)
    }

    @Test func aReplicaIsRead() {
        let replication = ServerInfo(
            text: "role:slave\nmaster_host:10.0.0.1\nmaster_port:6379\nmaster_link_status:down\n"
                + "master_last_io_seconds_ago:-1\nmaster_sync_in_progress:1\nmaster_link_down_since_seconds:7\n"
                + "slave_priority:100\nslave_read_only:1\nslave_repl_offset:5\n"
        ).replication
        #expect(replication.role == .replica)
        #expect(replication.primaryHost == "10.0.0.1")
        #expect(replication.primaryPort == 6379)
        #expect(replication.isLinkUp == false)
        #expect(replication.sincePrimaryHeard == nil)
        #expect(replication.isSyncing == true)
        #expect(replication.linkDown == .seconds(7))
        #expect(replication.priority == 100)
        #expect(replication.isReadOnly == true)
        #expect(replication.replicaOffset == 5)
        #expect(replication.replicas.isEmpty)
    }

    @Test func aRateOfNothingIsUnknown() {
        #expect(ServerInfo(text: "keyspace_hits:0\nkeyspace_misses:0").statistics.hitRate == nil)
        #expect(ServerInfo(text: "keyspace_hits:5").statistics.hitRate == nil)
        #expect(
            ServerInfo(text: "keyspace_hits:9223372036854775807\nkeyspace_misses:9223372036854775807")
                .statistics.hitRate == 0.5)
    }

    @Test func numbersThatAreNoneAreNil() {
        let info = ServerInfo(
            text: """
                # Server
                redis_version:
                uptime_in_seconds:99999999999999999999
                used_memory:99999999999999999999
                maxmemory:-1x
                mem_fragmentation_ratio:nan
                used_cpu_sys:inf
                used_cpu_user:1e300
                loading:maybe
                rdb_last_save_time:-9223372036854775808
                rdb_last_bgsave_time_sec:-1
                latest_fork_usec:-9223372036854775808
                master_last_io_seconds_ago:x
                cmdstat_get:
                cmdstat_:calls=1
                cmdstat_set:calls=99999999999999999999,=,==,usec
                errorstat_X:count=many
                latency_percentiles_usec_get:p=1,p50=x,=,pnan=1
                db:keys=1
                dbx:keys=1
                db99999999999999999999:keys=1
                db3:
                db4:keys=x,avg_ttl=99999999999999999999
                slave0:
                slavex:ip=1
                module:
                module:ver=1
                no separator
                """)
        #expect(info.skippedLines == 1)
        #expect(info.server.version == nil)
        #expect(info.server.uptime != .zero)
        #expect(info.memory.used == nil && info.memory.limit == nil)
        #expect(info.cpu.system == nil && info.cpu.user == nil)
        #expect(info.persistence.isLoading == nil)
        #expect(info.persistence.lastSave == nil && info.persistence.lastSaveTime == nil)
        #expect(info.statistics.latestFork == .microseconds(Int.min))
        #expect(info.replication.sincePrimaryHeard == nil)
        #expect(info.commands["set"]?.calls == nil && info.commands["get"]?.calls == nil)
        #expect(info.errors == ["X": 0])
        #expect(info.latencyPercentiles["get"]?.count == 1)
        #expect(info.keyspace.keys.sorted() == [4])
        #expect(info.keyspace[4]?.keys == nil)
        #expect(info.replication.replicas.isEmpty)
        #expect(info.modules.isEmpty)
    }

    @Test(arguments: ["", "\r\n", ":", "::::", "#", "# ", "\u{0}", ":\n:\n:", "a", "=\n", "\u{2028}:x"])
    func anyTextIsRead(_ text: String) {
        let info = ServerInfo(text: text)
        #expect(info.server.version == nil)
        #expect(info.keyspace.isEmpty)
    }

    @Test(
        arguments: [
            ("7.0.15", ServerVersion(7, 0, 15)), ("9.1", ServerVersion(9, 1)), ("8", ServerVersion(8)),
            ("7.2.4-rc1", ServerVersion(7, 2, 4)), ("255.255.255", ServerVersion(255, 255, 255)), ("x", nil), ("", nil),
            ("99999999999999999999.1", nil),
        ] as [(String, ServerVersion?)])
    func versionsAreRead(_ text: String, _ version: ServerVersion?) {
        #expect(ServerInfo(text: "redis_version:\(text)").server.version == version)
    }

    @Test func versionsAreOrderedByNumber() {
        #expect(ServerVersion(7, 0, 15) < ServerVersion(7, 2))
        #expect(ServerVersion(7, 10) > ServerVersion(7, 9, 9))
        #expect(ServerVersion(10) > ServerVersion(9, 9, 9))
        #expect(ServerVersion(7, 0, 15).description == "7.0.15")
    }

    @Test func otherProductsTellTheirName() {
        #expect(ServerInfo(text: "redis_version:7.0.0").server.product == .redis)
        #expect(ServerInfo(text: "redis_version:7.0.0\nserver_name:quick").server.product == .other("quick"))
    }
}
