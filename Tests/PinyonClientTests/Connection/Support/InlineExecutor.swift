/// Runs what is resumed at once, on the thread that resumes it: what a caller does when it is told happens before
/// whoever told it goes on.
final class InlineExecutor: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        UnownedJob(job).runSynchronously(on: asUnownedTaskExecutor())
    }
}
