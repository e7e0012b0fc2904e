/// A walk through a server's keys, or through the elements of a key, one page after the other as it is read.
///
/// What is there from the start to the end of the walk is returned at least once, some of it perhaps more often; what
/// comes or goes meanwhile may be returned or not. Nothing is held on the server, so a walk may be left at any time.
/// A client asks the primary, whatever its read preference, and begins anew when another server takes its place. That a
/// server was restarted behind its address meanwhile isn't noticed, and something may be passed over then.
/// Each page is a command of its own: when the task is cancelled, the next one throws.
public struct ScanSequence<Element: Sendable>: AsyncSequence, Sendable {
    package typealias NextPage = @Sendable (ScanCursor) async throws(ClientError) -> ScanPage<Element>

    private let begin: @Sendable () -> NextPage

    /// A walk whose pages are got in any way.
    package init(nextPage: @escaping NextPage) {
        begin = { nextPage }
    }

    /// A walk that keeps more in mind than a cursor.
    ///
    /// - Parameter begin: Called for each walk from the start.
    package init(begin: @escaping @Sendable () -> NextPage) {
        self.begin = begin
    }

    /// A walk whose pages are replies to a command.
    package init(
        _ sender: some CommandSender, command: @escaping @Sendable (ScanCursor) -> Command<ScanPage<Element>>
    ) {
        if let client = sender as? RedisClient {
            self.init(client, command: command)
            return
        }
        self.init { cursor throws(ClientError) in
            if Task.isCancelled { throw ClientError(.cancelled, "the task was cancelled before the next page") }
            return try await sender.send(command(cursor))
        }
    }

    private init(_ client: RedisClient, command: @escaping @Sendable (ScanCursor) -> Command<ScanPage<Element>>) {
        self.init {
            let walk = SteadyWalk(client: client)
            return { cursor throws(ClientError) in
                if Task.isCancelled { throw ClientError(.cancelled, "the task was cancelled before the next page") }
                return try await walk.page(cursor, command)
            }
        }
    }

    /// The walk, from its start.
    public func makeAsyncIterator() -> Iterator { Iterator(pages: pages.makeAsyncIterator()) }

    /// The walk by pages, from its start. A page may be empty.
    public var pages: Pages { Pages(begin: begin) }

    /// A walk in progress.
    public struct Iterator: AsyncIteratorProtocol {
        private var pages: Pages.Iterator
        private var page: ArraySlice<Element> = []

        fileprivate init(pages: Pages.Iterator) {
            self.pages = pages
        }

        /// The next element, for which a page is asked for if need be; nil at the end.
        ///
        /// - Throws: ``ClientError``. The walk is over then.
        public mutating func next() async throws(ClientError) -> Element? {
            try await next(isolation: nil)
        }

        /// The next element, for which a page is asked for if need be; nil at the end.
        ///
        /// - Parameter actor: Where the caller is.
        /// - Throws: ``ClientError``. The walk is over then.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(ClientError) -> Element? {
            while page.isEmpty {
                guard let next = try await pages.next(isolation: actor) else { return nil }
                page = next[...]
            }
            return page.removeFirst()
        }
    }

    /// A walk by pages.
    public struct Pages: AsyncSequence, Sendable {
        /// The elements of a page.
        public typealias Element = [ScanSequence.Element]

        fileprivate let begin: @Sendable () -> NextPage

        /// The walk, from its start.
        public func makeAsyncIterator() -> Iterator { Iterator(nextPage: begin()) }

        /// A walk in progress.
        public struct Iterator: AsyncIteratorProtocol {
            private let nextPage: NextPage
            private var cursor: ScanCursor? = .start

            fileprivate init(nextPage: @escaping NextPage) {
                self.nextPage = nextPage
            }

            /// The next page; nil at the end.
            ///
            /// - Throws: ``ClientError``. The walk is over then.
            public mutating func next() async throws(ClientError) -> [ScanSequence.Element]? {
                try await next(isolation: nil)
            }

            /// The next page; nil at the end.
            ///
            /// - Parameter actor: Where the caller is.
            /// - Throws: ``ClientError``. The walk is over then.
            public mutating func next(
                isolation actor: isolated (any Actor)?
            ) async throws(ClientError) -> [ScanSequence.Element]? {
                guard let present = cursor else { return nil }
                cursor = nil
                let page = try await nextPage(present)
                cursor = page.cursor.isAtEnd ? nil : page.cursor
                return page.elements
            }
        }
    }
}
