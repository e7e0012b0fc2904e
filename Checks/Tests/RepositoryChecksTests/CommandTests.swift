import Foundation
import RepositoryChecks
import Testing

/// Tests that run other programs, one after the other so that they don't fight for the processors.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct CommandTests {}
