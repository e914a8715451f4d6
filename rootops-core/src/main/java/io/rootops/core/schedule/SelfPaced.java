package io.rootops.core.schedule;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes tasks that say themselves after how long they are to be done again, or that they are not. */
final class SelfPaced {
    private SelfPaced() {}

    /**
     * What is cut off by a stop is no failure: it is due at once, for another replica or the next start.
     *
     * @param work given the instance's id; empty: it is not done again
     */
    static CustomTask<Void> task(
            TaskDescriptor<Void> descriptor, FailureHandler<Void> failed, Function<String, Optional<Duration>> work) {
        return task(descriptor, failed, work, id -> {});
    }

    /** @param planned called with the instance's id once its next time stands, or it is removed */
    static CustomTask<Void> task(
            TaskDescriptor<Void> descriptor,
            FailureHandler<Void> failed,
            Function<String, Optional<Duration>> work,
            Consumer<String> planned) {
        return Tasks.custom(descriptor)
                .onFailure(failed)
                .onDeadExecution(new DeadExecutionHandler.ReviveDeadExecution<>())
                .execute((instance, context) -> {
                    Optional<Duration> pause;
                    try {
                        pause = work.apply(instance.getId());
                    } catch (RuntimeException e) {
                        if (context.getSchedulerState().isShuttingDown()) {
                            return handBack();
                        }
                        throw e;
                    }
                    return context.getSchedulerState().isShuttingDown()
                                    && Thread.currentThread().isInterrupted()
                            ? handBack()
                            : after(pause, () -> planned.accept(instance.getId()));
                });
    }

    private static CompletionHandler<Void> after(Optional<Duration> pause, Runnable planned) {
        return (complete, operations) -> {
            if (pause.isPresent()) {
                operations.reschedule(complete, complete.getTimeDone().plus(pause.get()));
            } else {
                operations.remove();
            }
            planned.run();
        };
    }

    private static CompletionHandler<Void> handBack() {
        return (complete, operations) -> {
            // Or the database would not be waited for.
            Thread.interrupted();
            operations.reschedule(complete, complete.getTimeDone());
        };
    }
}
