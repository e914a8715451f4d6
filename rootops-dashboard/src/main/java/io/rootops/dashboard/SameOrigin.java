package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Whether a request comes from our own pages: a page of any other site can send forms here too. */
public final class SameOrigin {
    private SameOrigin() {}

    /**
     * For servlets that nobody guards.
     *
     * @throws ProblemException unless it does, or a person sent it by hand
     */
    static void require(HttpServletRequest request) {
        if (!Visitors.guarded(request) && !of(request, null)) {
            throw ProblemException.otherSite(request.getRequestURI());
        }
    }

    /**
     * Whether it does, or a person sent it by hand.
     *
     * @param url where people reach this RootOps, if a proxy writes another Host; null: by their Host header
     */
    public static boolean of(HttpServletRequest request, @Nullable URI url) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String sender = sender(request);
        return sameHost(sender, request.getHeader("Host")) || url != null && sameHost(sender, url.getRawAuthority());
    }

    /** Whether a browser says that another site sent it; programs say nothing. */
    public static boolean foreign(HttpServletRequest request, @Nullable URI url) {
        boolean told = request.getHeader("Sec-Fetch-Site") != null || request.getHeader("Origin") != null;
        return told && !of(request, url);
    }

    /** What browsers without Sec-Fetch-Site tell. */
    private static @Nullable String sender(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null ? origin : request.getHeader("Referer");
    }

    private static boolean sameHost(@Nullable String sender, @Nullable String host) {
        if (sender == null || host == null) {
            return false;
        }
        try {
            return host.equalsIgnoreCase(URI.create(sender).getRawAuthority());
        } catch (IllegalArgumentException e) {
            // What is no address is not ours.
            return false;
        }
    }
}
