package io.rootops.app.cli;

import io.rootops.core.settings.Settings;
import io.rootops.core.settings.SettingsException;
import io.rootops.core.settings.SettingsReader;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * What a command talks to.
 *
 * @param err for progress and errors
 * @param interactive whether people watch {@code err} as it is written
 */
record Console(Map<String, String> environment, Output out, Output err, boolean interactive) {

    static Console of(Map<String, String> environment, OutputStream out, OutputStream err, boolean interactive) {
        return new Console(environment, new Output(out), new Output(err), interactive);
    }

    /** From the environment, and from options that stand above it. */
    Settings settings(Map<String, String> options) throws SettingsException {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(options);
        return new SettingsReader(all).read();
    }
}
