internal import Foundation
internal import PinyonOps

/// The lines of `pinyon bench client` for a person, printed one by one.
enum ClientBenchTable {
    private static let widths = [22, 7, 11, 10, 10, 10, 9, 11, 11, 6]
    private static let names = [
        "mode", "callers", "ops/s", "p50 µs", "p99 µs", "CPU µs/op", "bytes/op", "handover ns", "peer ops/s", "ratio",
    ]

    /// The names of the columns.
    static var header: String { Table.row(names, widths: widths) + "  compared with" }

    /// A result.
    static func row(_ result: ClientBench.Result) -> String {
        let cells = [
            mode(result), Figure.grouped(result.concurrency), Figure.grouped(Int(result.opsPerSecond)),
            number(result.p50Microseconds), number(result.p99Microseconds),
            result.cpuMicrosecondsPerOp.map { String(format: "%.2f", $0) } ?? "–",
            result.allocatedBytesPerOp.map { Figure.grouped(Int($0)) } ?? "–",
            result.handoverNanoseconds.map { Figure.grouped(Int($0)) } ?? "–",
            result.peerOpsPerSecond.map { Figure.grouped(Int($0)) } ?? "–",
            result.ratio.map { String(format: "%.2f", $0) } ?? "–",
        ]
        return Table.row(cells, widths: widths) + "  " + (result.peer ?? comparison(result))
    }

    private static func mode(_ result: ClientBench.Result) -> String {
        guard let beside = result.beside else {
            return result.batch == 1 ? result.mode.rawValue : "\(result.mode.rawValue) of \(result.batch)"
        }
        return beside == .none ? "get alone" : "get beside \(beside.rawValue)"
    }

    private static func comparison(_ result: ClientBench.Result) -> String {
        guard result.beside != nil else { return "–" }
        let longest = String(format: "longest %.1f ms", result.maxMicroseconds / 1_000)
        guard let times = result.p99ToAlone else { return longest }
        let large = result.largeMilliseconds.map { String(format: ", the large one %.0f ms", $0) } ?? ""
        return String(format: "p99 %.2f of alone, ", times) + longest + large
    }

    private static func number(_ microseconds: Double) -> String {
        microseconds < 1_000 ? String(format: "%.1f", microseconds) : Figure.grouped(Int(microseconds.rounded()))
    }
}
