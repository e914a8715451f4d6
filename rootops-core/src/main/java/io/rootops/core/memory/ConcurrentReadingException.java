package io.rootops.core.memory;

/** Another process reads the same repository and stored commits meanwhile; this reading ends, the other goes on. */
public final class ConcurrentReadingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConcurrentReadingException(int repository) {
        super("repository " + repository + " is being read by another process");
    }
}
