package io.rootops.app.access;

import io.rootops.core.engine.BackendCheck;
import io.rootops.core.settings.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how the server is guarded. */
public final class AccessCheck {
    private static final String SUBJECT = "access";

    private AccessCheck() {}

    public static BackendCheck of(Settings settings) {
        return switch (settings.access()) {
            case LOCAL ->
                check(BackendCheck.State.OK, "reading is open on this machine only (" + settings.bind() + ")", null);
            case REQUIRED ->
                check(
                        BackendCheck.State.OK,
                        "needs signing in or a token"
                                + (settings.url() == null ? "" : ", at " + settings.url())
                                + (https(settings)
                                        ? ""
                                        : "; where RootOps is reached over a network, put a proxy with https before it"),
                        null);
            case OPEN ->
                check(
                        BackendCheck.State.WARN,
                        "ROOTOPS_AUTH=open: everybody who reaches " + settings.bind()
                                + " may read and change everything",
                        "unset ROOTOPS_AUTH to have them sign in");
        };
    }

    private static boolean https(Settings settings) {
        return settings.url() != null && "https".equals(settings.url().getScheme());
    }

    private static BackendCheck check(BackendCheck.State state, String text, @Nullable String fix) {
        return new BackendCheck(SUBJECT, state, text, List.of(), fix, List.of());
    }
}
