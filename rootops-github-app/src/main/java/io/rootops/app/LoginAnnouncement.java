package io.rootops.app;

import io.rootops.core.access.AccessMode;
import io.rootops.core.memory.LoginMemory;
import io.rootops.core.memory.LoginMemory.Origin;
import io.rootops.core.settings.Settings;
import io.rootops.dashboard.view.Links;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the start how to get in, until somebody did. */
final class LoginAnnouncement {
    private static final Logger LOG = LoggerFactory.getLogger(LoginAnnouncement.class);

    private final Settings settings;
    private final LoginMemory logins;

    LoginAnnouncement(Settings settings, LoginMemory logins) {
        this.settings = settings;
        this.logins = logins;
    }

    /** @param address without a slash at its end */
    void announce(URI address) {
        if (settings.access() == AccessMode.OPEN) {
            LOG.warn(
                    "ROOTOPS_AUTH=open: everybody who reaches {} may read and change everything; unset it to have them"
                            + " sign in",
                    address);
        }
        if (settings.access() != AccessMode.REQUIRED) {
            return;
        }
        if (logins.everUsed()) {
            LOG.info("Signing in is needed; 'rootops login-link' makes a link");
            return;
        }
        // The one secret that is logged, on purpose: whoever reads this log runs RootOps. It opens once.
        LOG.info(
                "Sign in within {} hours, once, at {}{}{}",
                Origin.START.lifetime().toHours(),
                address,
                Links.login(logins.newLink(Origin.START).text()),
                settings.url() == null
                        ? " (from elsewhere put this machine's name in place of " + address.getHost()
                                + ", or set ROOTOPS_URL)"
                        : "");
    }
}
