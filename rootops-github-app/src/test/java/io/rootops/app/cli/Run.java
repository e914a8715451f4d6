package io.rootops.app.cli;

import io.rootops.app.prior.ShippedPrior;
import io.rootops.core.risk.Prior;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a command printed, and how it ended. */
record Run(int exitCode, String out, String err) {

    static Run of(String... arguments) {
        return with(Map.of(), arguments);
    }

    static Run with(Map<String, String> environment, String... arguments) {
        return with(Prior.NONE, environment, arguments);
    }

    /** With what other projects teach. */
    static Run with(Prior prior, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new Cli(Console.of(environment, out, err, false), new ShippedPrior(prior, null)).run(arguments);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
