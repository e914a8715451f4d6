package io.rootops.core.settings;

import java.util.List;

/** One or more settings have a value that cannot be; the message names each, what was expected and how to mend it. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    SettingsException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
