import Foundation
import PinyonOps
import Testing

/// The report of a diagnosis, as JSON and for a person.
@Suite(.timeLimit(.minutes(2)))
struct DiagnoseReportTests {
    private static func object(_ report: DiagnoseReport) throws -> [String: Any] {
        let data = try JSONEncoder().encode(report)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private static func schema() throws -> [String: Any] {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        let file = folder.appendingPathComponent("docs/schemas/diagnose.schema.json")
        return try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    }

    /// Which fields an object lacks or has too many, against a schema that requires all of its properties.
    private static func differences(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
        if let object = value as? [String: Any], let properties = schema["properties"] as? [String: Any] {
            let names = Set(object.keys).symmetricDifference(properties.keys).sorted().map { "\(place).\($0)" }
            let members = object.flatMap { name, member in
                differences(member, properties[name] as? [String: Any] ?? [:], at: "\(place).\(name)")
            }
            return names + members
        }
        if let elements = value as? [Any], let items = schema["items"] as? [String: Any] {
            return elements.flatMap { differences($0, items, at: "\(place)[]") }
        }
        if let choices = schema["enum"] as? [String], let text = value as? String, !choices.contains(text) {
            return ["\(place) is \(text)"]
        }
        return []
    }

    @Test(arguments: ErrorSamples.all + ErrorSamples.memcached + ErrorSamples.clients)
    func reportsHaveExactlyTheFieldsOfTheSchema(_ sample: ErrorSamples.Sample) throws {
        let object = try Self.object(DiagnoseReport(text: sample.text))
        let schema = try Self.schema()
        #expect(Self.differences(object, schema, at: "report") == [])
        #expect(object["operation"] as? String == "diagnose")
        #expect(object["status"] as? String == "success")
    }

    @Test(arguments: ["", "hello world"])
    func reportsWithoutAnErrorHaveTheFieldsToo(_ text: String) throws {
        let object = try Self.object(DiagnoseReport(text: text))
        let schema = try Self.schema()
        #expect(Self.differences(object, schema, at: "report") == [])
        #expect(object["error"] is NSNull)
        #expect(object["status"] as? String == "partial")
        #expect((object["recommendations"] as? [Any])?.count == 1)
    }

    @Test func reportsComeBackAsTheyWere() throws {
        let data = try JSONEncoder().encode(DiagnoseReport(text: "MOVED 3999 127.0.0.1:6381"))
        let report = try JSONDecoder().decode(DiagnoseReport.self, from: data)
        #expect(report.error?.details.slot == 3_999)
        #expect(report.error?.operator.isEmpty == false)
    }

    @Test func recommendationsNameTheErrorAndEveryStep() throws {
        let report = DiagnoseReport(text: "OOM command not allowed when used memory > 'maxmemory'.")
        let recommendation = try #require(report.recommendations.first)
        #expect(recommendation.id == "error-oom")
        #expect(recommendation.category == "memory")
        #expect(recommendation.priority == .high)
        #expect(recommendation.value == 0)
        #expect(recommendation.threshold == 0)
        for action in try #require(report.error).operator { #expect(recommendation.action.contains(action)) }
    }

    @Test func ambiguousCodesHaveAlternatives() {
        let report = DiagnoseReport(text: "BUSY")
        #expect(report.error?.name == "busy-script")
        #expect(report.alternatives.map(\.name) == ["busy-module", "memcached-busy"])
        #expect(report.alternatives.allSatisfy { $0.why.contains("same words") })
    }

    @Test(arguments: [
        "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
        "BUSY currently processing reassign request", "CLUSTERDOWN The cluster is down and only accepts read commands",
        "NOAUTH HELLO must be called with the client already authenticated",
    ])
    func wordsThatTellHaveNoAlternatives(_ text: String) {
        #expect(DiagnoseReport(text: text).alternatives.map(\.name) == [])
    }

    @Test func theReasonOfAnAbortedTransactionIsToldAsWell() {
        let text = "EXECABORT Transaction discarded because of: OOM command not allowed when used memory > 'maxmemory'."
        let report = DiagnoseReport(text: text)
        #expect(report.error?.name == "execabort")
        #expect(report.alternatives.map(\.name) == ["oom"])
        #expect(report.alternatives.first?.why.contains("as well") == true)
    }

    @Test func whatClientsSayIsLessCertainThanWhatServersSay() {
        let client = DiagnoseReport(text: "i/o timeout")
        #expect(client.error?.matchedBy == .client)
        #expect(client.recommendations.first?.confidence == "inferred")
        #expect(DiagnoseReport(text: "MovedError").error?.matchedBy == .name)
        #expect(DiagnoseReport(text: "Hash slot not served").error?.matchedBy == .words)
        #expect(DiagnoseReport(text: "TRYAGAIN in other words").error?.matchedBy == .code)
        #expect(DiagnoseReport(text: "CLUSTERDOWN Hash slot not served").error?.matchedBy == .verbatim)
    }

    @Test(arguments: [
        "ERR unknown command 'HGETDEL', with args beginning with: 'hunter2' 'order:7'",
        "cache: redis://shop:hunter2@10.0.0.7:6379/0: WRONGPASS invalid username-password pair or user is disabled.",
        "SET order:7 hunter2 failed: OOM command not allowed when used memory > 'maxmemory'.",
        "Timeout performing SET order:7 hunter2 (5000ms), inst: 0", "hunter2 order:7",
    ])
    func valuesAndPasswordsOfTheTextAreNotRepeated(_ text: String) throws {
        let report = DiagnoseReport(text: text)
        let json = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
        let lines = DiagnoseText.lines(report).joined(separator: "\n")
        for secret in ["hunter2", "order:7"] {
            #expect(!json.contains(secret))
            #expect(!lines.contains(secret))
        }
    }

    @Test(arguments: ErrorSamples.all + ErrorSamples.memcached + ErrorSamples.clients)
    func linesFitAndAnswerTheQuestions(_ sample: ErrorSamples.Sample) {
        let lines = DiagnoseText.lines(DiagnoseReport(text: sample.text))
        #expect(lines.allSatisfy { $0.count <= 100 })
        #expect(!lines.contains { $0.hasSuffix(" ") })
        for title in ["What it means", "Did the command run?", "May it be sent again?", "What to do"] {
            #expect(lines.contains(title))
        }
        #expect(lines.contains { $0.hasPrefix("  1. ") })
    }

    @Test func linesNameWhatTheTextNames() {
        let text = DiagnoseText.lines(DiagnoseReport(text: "MOVED 3999 2001:db8::7:6381")).joined(separator: "\n")
        #expect(text.hasPrefix("MOVED: The key's slot is on another node\n"))
        #expect(text.contains("It names [2001:db8::7], port 6381, for slot 3999."))
        #expect(text.contains("Yes, to another server."))
        let empty = DiagnoseText.lines(DiagnoseReport(text: "MOVED 3999 :6381")).joined(separator: "\n")
        #expect(empty.contains("the host that answered, port 6381"))
    }

    @Test func namesWiderThanALineAreBroken() {
        let host = String(repeating: "a", count: 250)
        let lines = DiagnoseText.lines(DiagnoseReport(text: "MOVED 3999 \(host):6381"))
        #expect(lines.allSatisfy { $0.count <= 100 })
        #expect(lines.joined().filter { $0 == "a" }.count >= 250)
    }
}
