/// A workload: requests in the order they were made, and the keys they name.
package struct Trace: Sendable {
    /// What the trace is called where results are shown: a file's name, or what generated it.
    package let name: String
    /// The format it was read from; `nil` if it was generated.
    package let format: TraceFormat?
    /// The requests, in order. A row of a file that stands for several requests has become that many.
    package let requests: [TraceRequest]
    /// The keys, numbered from 0 in the order of their first request. Every key is requested at least once.
    package let keys: KeyTable
    /// Whether any request tells its time.
    package let hasTimes: Bool
    /// Whether any request tells its value's size.
    package let hasSizes: Bool
    /// Whether any request writes or deletes.
    package let hasWrites: Bool
    /// Whether any request tells its value's lifetime.
    package let hasLifetimes: Bool
}
