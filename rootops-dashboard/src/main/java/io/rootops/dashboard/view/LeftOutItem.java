package io.rootops.dashboard.view;

import io.rootops.core.change.Pause;
import io.rootops.core.installation.LeftOut;

/** A repository that the App is installed on and that is not followed. */
public record LeftOutItem(String name, Pause why, String reason) {
    static LeftOutItem of(LeftOut it) {
        return new LeftOutItem(it.fullName(), it.why(), it.why().reason());
    }
}
