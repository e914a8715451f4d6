package io.rootops.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Text out, always in UTF-8: the marks of the levels have to arrive whatever the locale says. */
final class Output {
    private final OutputStream stream;

    Output(OutputStream stream) {
        this.stream = stream;
    }

    void line(String text) {
        print(text + "\n");
    }

    void print(String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            throw "Broken pipe".equals(e.getMessage()) ? new ReaderGoneException(e) : new OutputException(e);
        }
    }

    /** For picocli's own texts. */
    PrintWriter writer() {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Whoever read this has seen enough, as {@code head} does. */
    static final class ReaderGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReaderGoneException(IOException cause) {
            super(cause);
        }
    }

    /** The result could not be written. */
    static final class OutputException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutputException(IOException cause) {
            super(
                    "cannot write the result (" + cause.getMessage() + "); make room there, or write it elsewhere",
                    cause);
        }
    }
}
