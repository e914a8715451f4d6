package io.rootops.app.access;

import io.rootops.core.access.AccessMode;
import io.rootops.core.settings.Loopback;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers, where no sign-in is needed, only to names that cannot be a foreign site's. Without it a page of such a site
 * could have its own name resolve to this machine and read everything here (DNS rebinding). Cookies and tokens are not
 * sent to another name, so behind a sign-in every name will do.
 */
final class HostCheck extends Handler.Wrapper {
    private static final int MISDIRECTED_REQUEST = 421;
    /** A proxy on this machine carries to here what comes from anywhere. */
    private static final List<String> PROXIES_SAY =
            List.of("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");

    private final AccessMode mode;
    private final @Nullable String own;

    /** @param url where people reach this RootOps; null: where it listens */
    HostCheck(AccessMode mode, @Nullable URI url, Handler handler) {
        super(handler);
        this.mode = mode;
        this.own = url == null ? null : url.getHost();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (mode == AccessMode.LOCAL && proxied(request)) {
            return refuse(
                    "A proxy passes this on, and here everybody on this machine may do everything; expected requests of"
                            + " this machine. Set ROOTOPS_URL to the proxy's address, which makes signing in necessary.",
                    response,
                    callback);
        }
        if (known(Request.getServerName(request))) {
            return super.handle(request, response, callback);
        }
        return refuse(
                "The Host header names another machine; "
                        + (mode == AccessMode.LOCAL
                                ? "expected localhost or a loopback address. Open http://localhost instead."
                                : "expected an address, a name without dots, or the name in ROOTOPS_URL. Set ROOTOPS_URL to"
                                        + " the address that people open."),
                response,
                callback);
    }

    /** Whether a proxy says that it passes this on. */
    static boolean proxied(Request request) {
        return PROXIES_SAY.stream().anyMatch(request.getHeaders()::contains);
    }

    private static boolean refuse(String detail, Response response, Callback callback) {
        response.setStatus(MISDIRECTED_REQUEST);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        String problem = """
                {"type":"about:blank","title":"Misdirected Request","status":421,\
                "detail":"%s"}
                """.formatted(detail);
        response.write(true, ByteBuffer.wrap(problem.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private boolean known(String host) {
        return switch (mode) {
            case REQUIRED -> true;
            case LOCAL -> Loopback.is(host);
            // The network's own names have no dot, and a foreign site's have one.
            case OPEN ->
                host.equalsIgnoreCase(own)
                        || Loopback.address(host).isPresent()
                        || host.matches("(?i)[a-z][a-z0-9_-]*");
        };
    }
}
