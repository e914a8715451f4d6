package io.rootops.app.github;

import org.eclipse.jgit.lib.ProgressMonitor;

/** Passes JGit's progress on, and ends the fetch when its thread is interrupted. */
final class FetchMonitor implements ProgressMonitor {
    private final CloneProgress progress;
    private String task = "";
    private int done;
    private int total;

    FetchMonitor(CloneProgress progress) {
        this.progress = progress;
    }

    @Override
    public void start(int totalTasks) {}

    @Override
    public void beginTask(String title, int totalWork) {
        task = title;
        done = 0;
        total = totalWork;
        progress.at(task, done, total);
    }

    @Override
    public void update(int completed) {
        int percentBefore = percent();
        done += completed;
        if (percent() != percentBefore) {
            progress.at(task, done, total);
        }
    }

    /** Steps of a thousand when the end is unknown. */
    private int percent() {
        return total > 0 ? (int) (100L * done / total) : done / 1_000;
    }

    @Override
    public void endTask() {}

    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
    }

    @Override
    public void showDuration(boolean enabled) {}
}
