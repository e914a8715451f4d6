package io.rootops.dashboard;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** GET /api/dashboard/stream: server-sent events that say which part of the pages has changed, and nothing else. */
final class StreamServlet extends HttpServlet {
    private final transient EventHub hub;
    private final transient Json json;

    StreamServlet(EventHub hub, Json json) {
        this.hub = hub;
        this.json = json;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "GET" -> open(request, response);
            case "HEAD" -> describe(response);
            default -> {
                response.setHeader("Allow", "GET, HEAD");
                refuse(
                        response,
                        ProblemException.methodNotAllowed(
                                        request.getMethod(), List.of("GET", "HEAD"), request.getRequestURI())
                                .problem());
            }
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        describe(response);
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        EventStream stream = new EventStream(context, response.getOutputStream(), hub);
        context.addListener(new Leaving(stream));
        if (!hub.add(stream)) {
            response.setHeader("Retry-After", "30");
            refuse(
                    response,
                    Problem.of(
                            503,
                            "too-many-streams",
                            "Too many pages are listening",
                            "RootOps keeps " + EventHub.MOST_STREAMS
                                    + " event streams open at most. Read the page again every 30 seconds instead, or"
                                    + " try again later.",
                            request.getRequestURI()));
            context.complete();
            return;
        }
        response.getOutputStream().setWriteListener(stream);
    }

    private static void describe(HttpServletResponse response) {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("utf-8");
        response.setHeader("Cache-Control", "no-cache, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    private void refuse(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType("application/problem+json");
        response.getOutputStream().write(json.bytes(problem));
    }

    private final class Leaving implements AsyncListener {
        private final EventStream stream;

        Leaving(EventStream stream) {
            this.stream = stream;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            hub.remove(stream);
        }

        @Override
        public void onError(AsyncEvent event) {
            hub.remove(stream);
            stream.close();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            hub.remove(stream);
            stream.close();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // This request starts once.
        }
    }
}
