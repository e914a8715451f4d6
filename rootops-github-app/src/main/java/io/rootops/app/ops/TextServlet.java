package io.rootops.app.ops;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** One text at one address: liveness, metrics, the description of the API. */
public final class TextServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    private final String contentType;
    private final transient Supplier<String> text;

    public TextServlet(String contentType, Supplier<String> text) {
        this.contentType = contentType;
        this.text = text;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(contentType);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(text.get().getBytes(StandardCharsets.UTF_8));
    }
}
