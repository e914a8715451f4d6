package io.rootops.app.access;

import io.rootops.core.access.AccessMode;
import io.rootops.core.memory.LoginMemory;
import io.rootops.core.memory.TokenMemory;
import io.rootops.dashboard.AccessPages;
import io.rootops.dashboard.SessionCookie;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** All that stands between the network and the servlets; a web server cannot be made without one. */
public final class AccessControl {
    private final AccessMode mode;
    private final @Nullable URI url;
    private final AccessPages pages;
    private final Guard guard;
    private final SenderCheck senders;

    /**
     * All of it.
     *
     * @param url where people reach this RootOps; null: where it listens
     * @param warning on each of its pages; null: none
     */
    public AccessControl(
            AccessMode mode,
            @Nullable URI url,
            TokenMemory tokens,
            LoginMemory logins,
            InstantSource clock,
            @Nullable String warning) {
        this.mode = mode;
        this.url = url;
        this.pages = new AccessPages(tokens, logins, url, clock, warning);
        SessionCookie forms = SessionCookie.forms(url);
        Limits limits = Limits.generous(clock);
        this.senders = new SenderCheck(mode, tokens, limits);
        this.guard = new Guard(
                mode,
                url,
                new Callers(mode, tokens, logins, SessionCookie.session(url), forms, limits),
                forms,
                limits,
                pages);
    }

    /** The pages that sign in and out, and the one of the tokens, by path. */
    public Map<String, ? extends Servlet> servlets() {
        return pages.servlets();
    }

    /** Goes before every servlet. */
    public Filter guard() {
        return guard;
    }

    /** Says which programs may send alerts. */
    public SenderCheck senders() {
        return senders;
    }

    /** Goes around everything. */
    public Handler around(Handler handler) {
        return new SecurityHeaders(new HostCheck(mode, url, handler));
    }

    /** Answers what is no request, or what failed. */
    public Request.Handler errors() {
        return new SecurityHeaders.Errors();
    }
}
