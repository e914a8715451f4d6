package io.rootops.app.github;

/** Told now and then how far a clone or fetch is. */
@FunctionalInterface
public interface CloneProgress {
    CloneProgress SILENT = (task, done, total) -> {};

    /**
     * @param task git's words, such as "Receiving objects"
     * @param total 0 when unknown
     */
    void at(String task, int done, int total);
}
