import PinyonOps
import Testing

/// Rules about the processor, over a window of ten seconds, and about copies of the process.
struct ProcessorTests {
    private let now = ["used_cpu_sys_main_thread": "5.0", "used_cpu_user_main_thread": "5.0"]

    private func before(_ seconds: String) -> [String: String] {
        ["used_cpu_sys_main_thread": seconds, "used_cpu_user_main_thread": seconds]
    }

    @Test func aThreadThatIsAlwaysBusyIsUrgent() throws {
        let rule = try RuleProbe("cpu")
        let finding = try rule.finding(MadeUp.node(now, earlier: before("0.5")))
        #expect(finding.value == 90)
        #expect(finding.priority == .high)
        #expect(finding.confidence == .measured)
        #expect(try rule.isSilent(MadeUp.node(now, earlier: before("1.0"))))
    }

    @Test func ofOlderServersTheWholeProcessCounts() throws {
        let node = MadeUp.node(
            ["used_cpu_sys": "5.0", "used_cpu_user": "5.0"], earlier: ["used_cpu_sys": "0.5", "used_cpu_user": "0.5"])
        let finding = try RuleProbe("cpu").finding(node)
        #expect(finding.value == 90)
        #expect(finding.priority == .medium)
        #expect(finding.confidence == .inferred)
    }

    @Test func withoutAWindowOrNumbersItIsSkipped() throws {
        let rule = try RuleProbe("cpu")
        #expect(rule.absence(MadeUp.node(now))?.cause == .unwanted)
        #expect(rule.absence(MadeUp.node(earlier: [:]))?.cause == .unsupported)
        let anotherRun = before("0.5").merging(["run_id": "old"]) { $1 }
        #expect(rule.absence(MadeUp.node(now, earlier: anotherRun)) != nil)
    }

    @Test(arguments: ["latency-fork", "fork"])
    func aSlowForkIsToldByTheGigabyte(_ name: String) throws {
        let finding = try RuleProbe(name).finding(
            MadeUp.node(["used_memory": "1073741824", "latest_fork_usec": "150000"]))
        #expect(finding.value == 150)
        #expect(finding.priority == .medium)
        #expect(finding.evidence == ["127.0.0.1:6379: latest_fork_usec 150000 with 1.0 GB"])
    }

    @Test func aForkOfALargeProcessMayTakeItsTime() throws {
        let rule = try RuleProbe("latency-fork")
        #expect(try rule.isSilent(MadeUp.node(["used_memory": "1073741824", "latest_fork_usec": "20000"])))
        #expect(try rule.isSilent(MadeUp.node(["used_memory": "1048576", "latest_fork_usec": "2000"])))
        #expect(try rule.isSilent(MadeUp.node(["latest_fork_usec": "0"])))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }
}
