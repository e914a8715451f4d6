package io.rootops.dashboard;

import io.rootops.core.memory.MalformedCursorException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET and HEAD, and POST where a servlet says so; compares entity tags, and turns what goes wrong into a
 * problem.
 */
abstract class ReadServlet extends HttpServlet {
    private static final Logger log = LoggerFactory.getLogger(ReadServlet.class);

    /**
     * Answers a request.
     *
     * @throws ProblemException where the request cannot be answered
     */
    abstract Answer answer(HttpServletRequest request) throws IOException;

    /** The same problem in the form that this servlet's readers expect. */
    abstract Answer describe(Problem problem, HttpServletRequest request);

    /** What it answers, as the Allow header writes it. */
    List<String> methods() {
        return List.of("GET", "HEAD");
    }

    /** The same where its addresses differ in that. */
    List<String> methods(HttpServletRequest request) {
        return methods();
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = tryAnswer(request);
        response.setStatus(answer.status());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cache-Control", "private, no-cache");
        answer.headers().forEach(response::setHeader);
        if (answer.etag() != null) {
            // Weak: compression changes the bytes, not what they say.
            response.setHeader("ETag", "W/\"" + answer.etag() + "\"");
            if (unchanged(request.getHeader("If-None-Match"), answer.etag())) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        response.setContentType(answer.contentType());
        response.setContentLength(answer.body().length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(answer.body());
        }
    }

    private Answer tryAnswer(HttpServletRequest request) throws IOException {
        try {
            String method = request.getMethod();
            if (!methods(request).contains(method)) {
                throw ProblemException.methodNotAllowed(method, methods(request), request.getRequestURI());
            }
            return answer(request);
        } catch (ProblemException e) {
            Answer described = describe(e.problem(), request);
            return e.problem().status() == 405
                    ? described.with("Allow", String.join(", ", methods(request)))
                    : described;
        } catch (MalformedCursorException e) {
            return describe(
                    ProblemException.badParameter(
                                    "cursor", Objects.requireNonNull(e.getMessage()), request.getRequestURI())
                            .problem(),
                    request);
        } catch (RuntimeException e) {
            String reference = UUID.randomUUID().toString().substring(0, 8);
            log.error("{} {} failed; reference {}", request.getMethod(), request.getRequestURI(), reference, e);
            return describe(
                    Problem.of(
                            500,
                            "failed",
                            "RootOps could not answer",
                            "Something went wrong on the server. Its log tells what, beside the reference " + reference
                                    + ". Try again in a moment.",
                            request.getRequestURI()),
                    request);
        }
    }

    private static boolean unchanged(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(it -> it.strip().replaceFirst("^W/", ""))
                        .anyMatch(it -> it.equals("*") || it.equals("\"" + etag + "\""));
    }
}
