# The image of RootOps around the jar that `make build` made: `make image`, or docker build -t rootops/rootops .
# Maven does not run in here: the build starts a PostgreSQL, which builders as root often forbid.

# A tag, so that a new build brings Debian's security fixes. For the same bytes each time give a digest:
#   --build-arg BASE=debian@sha256:…
ARG BASE=debian:bookworm-slim
FROM $BASE

LABEL org.opencontainers.image.title="RootOps" \
      org.opencontainers.image.description="Self-hosted deployment intelligence" \
      org.opencontainers.image.licenses="Apache-2.0"

# Java is looked for by Debian's alternatives, which need the directory that slim images leave out.
RUN mkdir -p /usr/share/man/man1 \
    && apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends openjdk-17-jre-headless \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/apt /var/log/dpkg.log \
    && groupadd --gid 10001 rootops \
    && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin rootops \
    && install -d -o 10001 -g 10001 -m 0700 /data \
    && ln -s /opt/rootops/rootops /usr/local/bin/rootops

COPY deploy/image/ /opt/rootops/
COPY rootops-github-app/target/rootops.jar /opt/rootops/rootops.jar
# Once with everything, so that its classes need not be parsed at each start.
RUN /opt/rootops/rehearse

# Java reads the names of files in the locale's encoding.
ENV LANG=C.UTF-8 \
    ROOTOPS_HOME=/data \
    ROOTOPS_BIND=0.0.0.0

USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000

# By itself Java, no shell before it, so that a stop reaches it.
ENTRYPOINT ["java", "@/opt/rootops/java.options", "-jar", "/opt/rootops/rootops.jar"]
CMD ["serve"]
# Kubernetes does not look at this; its probes ask /livez and /readyz.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["rootops", "health"]
