# RootOps: `make run` builds and starts it on this checkout, `make test` passes all tests.

SHELL := /bin/bash
# Java takes file names in the locale's encoding, and a bare machine's is ASCII.
export LC_ALL := C.UTF-8
MVN ?= mvn
JAVA ?= java
JAR := rootops-github-app/target/rootops.jar
# One thread collects garbage and the heap is bounded: the whole stays under 1 GB, also on a large history.
JAVA_OPTIONS ?= -Xmx640m -XX:+UseSerialGC
REPO ?= .
CSV ?=

.PHONY: help build run test chaos month archive image release test-tools bench-archive bench-webhook bench-push bench-mining bench-twins bench-szz bench-parity bench-store bench-learn bench-overview bench-start bench-templates bench-blame bench-owners prior prior-record suspect-weights \
  format clean

help: ## What there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

build: ## The one runnable jar
	@echo "Building RootOps (the first time downloads its libraries: some minutes) …"
	@$(MVN) -q -B -Dstyle.color=never -DskipTests package
	@echo "Built $(JAR)"

run: build ## Build, then serve this checkout, or REPO=/path/to/any/clone
	@ROOTOPS_HOME="$${ROOTOPS_HOME:-$(CURDIR)/.rootops}" exec $(JAVA) $(JAVA_OPTIONS) -jar $(JAR) serve --repo "$(REPO)"

test: browser monitoring test-tools ## All tests, with a real PostgreSQL and a real browser
	@# The format of all modules before the first test of any.
	@$(MVN) -q -B -Dstyle.color=never validate
	@$(MVN) -B verify

# What builds images here: docker, else podman, else buildah; a client without its daemon builds none.
IMAGE_BUILDER ?= $(shell for it in docker podman buildah; do $$it info >/dev/null 2>&1 && command -v $$it && break; done)
IMAGE ?= rootops/rootops
VERSION = $(shell sed -n '0,/<version>/s:.*<version>\(.*\)</version>.*:\1:p' pom.xml)
# Such as --build-arg BASE=debian@sha256:…
IMAGE_OPTIONS ?=

image: build ## The image rootops/rootops around the jar, with docker, podman or buildah
	@[ -n "$(IMAGE_BUILDER)" ] || { echo "docker, podman or buildah is needed for an image (Debian: apt-get install buildah)"; exit 1; }
	@$(MAKE) -s image-of-jar

# The format of Docker, as the other one has no health check.
.PHONY: image-of-jar
image-of-jar:
	@$(IMAGE_BUILDER) build $(if $(findstring docker,$(IMAGE_BUILDER)),,--format docker) $(IMAGE_OPTIONS) \
	  -t $(IMAGE):$(VERSION) -t $(IMAGE):latest .
	@echo "Built $(IMAGE):$(VERSION)"

RELEASE := target/release
release: ## Jar, image, list of contents (SBOM) and checksums, in target/release
	@$(MVN) -q -B -Dstyle.color=never -Prelease -DskipTests clean package
	@rm -rf $(RELEASE) && mkdir -p $(RELEASE)
	@cp $(JAR) $(RELEASE)/rootops-$(VERSION).jar
	@cp rootops-github-app/target/rootops.cdx.json $(RELEASE)/rootops-$(VERSION).cdx.json
	@cp rootops-jenkins-plugin/target/rootops.hpi $(RELEASE)/rootops-$(VERSION).hpi
	@# With the image of this release, not the latest: that would be another one some day, by itself.
	@mkdir $(RELEASE)/files && cp -R --parents compose.yaml compose.postgres.yaml .env.example deploy $(RELEASE)/files && \
	  sed -i 's#rootops/rootops:latest#rootops/rootops:$(VERSION)#' $(RELEASE)/files/compose.yaml $(RELEASE)/files/deploy/k8s/*/deployment.yaml
	@tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C $(RELEASE)/files -czf $(RELEASE)/rootops-$(VERSION)-deploy.tar.gz \
	  compose.yaml compose.postgres.yaml .env.example deploy && rm -r $(RELEASE)/files
	@if [ -z "$(IMAGE_BUILDER)" ]; then \
	  echo "*** NO IMAGE IN THIS RELEASE *** docker, podman or buildah is missing (Debian: apt-get install buildah)" >&2; \
	else \
	  $(MAKE) -s image-of-jar && case "$(IMAGE_BUILDER)" in \
	    *docker) docker save -o $(RELEASE)/rootops-$(VERSION)-image.tar $(IMAGE):$(VERSION);; \
	    *) "$(IMAGE_BUILDER)" push -q $(IMAGE):$(VERSION) docker-archive:$(RELEASE)/rootops-$(VERSION)-image.tar:$(IMAGE):$(VERSION);; \
	  esac && gzip -n $(RELEASE)/rootops-$(VERSION)-image.tar; \
	fi
	@cd $(RELEASE) && sha256sum rootops-* > SHA256SUMS && cat SHA256SUMS

chaos: ## "Nothing lost" with DELIVERIES=10000, kills, and a database that crashes
	@$(MVN) -q -B -Dstyle.color=never -pl rootops-github-app -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dit.test=NothingLostIT -Dfailsafe.failIfNoSpecifiedTests=false -Ddeliveries=$${DELIVERIES:-10000} verify
	@echo "Nothing was lost."

# A process of a month under a clock that is put forward; Debian: apt-get install faketime.
month: test-tools ## The story of a month: 30 days of REPO=/path/to/any/clone as they came, with logs and three incidents
	@$(MVN) -q -B -Dstyle.color=never -pl rootops-github-app -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dit.test=MonthIT -Dfailsafe.failIfNoSpecifiedTests=false -Drepo="$(abspath $(REPO))" verify

# Not in the source tree, and not in the product.
PEERS ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/rootops-peers/probot
bench-webhook: bench-classes ## CPU per stored and acknowledged delivery beside Probot's: ROUNDS=3; needs Node
	@command -v npm >/dev/null || { echo "Node and npm are needed for the peer"; exit 1; }
	@mkdir -p $(PEERS) && cd $(PEERS) && { [ -d node_modules/probot ] || npm install --silent --no-audit --no-fund probot@14 pg@8; }
	@$(BENCH) -Xmx256m io.rootops.app.bench.WebhookBenchmark "$(PEERS)" $${ROUNDS:-3}

bench-mining: bench-classes ## Mining beside `git log -M`: REPO=/path/to/a/clone, ROUNDS=3
	@$(BENCH) io.rootops.core.bench.MiningBenchmark "$(REPO)" $${ROUNDS:-3}

bench-parity: bench-classes ## Rows and features beside git's: REPO=/path/to/a/clone, CSV=table of bench/jit
	@$(BENCH) io.rootops.core.bench.ParityBenchmark "$(REPO)" "$(CSV)"

bench-twins: bench-classes ## Which commits are taken for one change, rule by rule: REPO=/path/to/a/clone with its branches
	@$(BENCH) -Xmx2g io.rootops.core.bench.TwinBenchmark "$(REPO)"

bench-szz: bench-classes ## Line origins beside `git blame` of each fix: REPO=/path/to/a/clone, FIXES=40
	@$(BENCH) -Xmx2g io.rootops.core.bench.SzzBenchmark "$(REPO)" $${FIXES:-40}

bench-blame: bench-classes ## Owners of lines beside `git blame -w`: REPO=/path/to/a/clone, FILES=30
	@$(BENCH) -Xmx1g io.rootops.core.bench.BlameBenchmark "$(REPO)" $${FILES:-30}

bench-owners: bench-classes ## How high the true commit stands by the owners of lines alone: DATA=../shared/bench/rootcause, CLONES=…
	@$(BENCH) -Xmx3g io.rootops.app.bench.OwnersBenchmark $${DATA:-../shared/bench/rootcause} "$(CLONES)"

bench-store: bench-classes ## Rows per second into PostgreSQL: COPY beside batches, ROUNDS=3
	@$(BENCH) io.rootops.core.memory.StoreBenchmark $${ROUNDS:-3}

archive: bench-classes ## Keep an archive of this schema for the tests of later ones; before a release
	@$(BENCH) io.rootops.core.memory.archive.ArchiveMaker rootops-core/src/test/resources/archives

bench-archive: bench-classes ## Export and import of COMMITS=1000000 invented commits
	@$(BENCH) -Xmx1g io.rootops.core.memory.archive.ArchiveBenchmark $${COMMITS:-1000000}

bench-learn: bench-classes ## Retraining on COMMITS=40000, and scoring one commit
	@$(BENCH) $(JAVA_OPTIONS) io.rootops.core.bench.LearningBenchmark $${COMMITS:-40000}

bench-overview: bench-classes ## Pages over HTTP with COMMITS=1000000 invented commits
	@$(BENCH) -Xmx1g -Dcommits=$${COMMITS:-1000000} io.rootops.app.bench.OverviewBenchmark

bench-push: build bench-classes ## From push to check run, quiet and while a history of COMMITS=1000000 is read: PUSHES=100
	@cd rootops-github-app && $(JAVA) -Dlogback.configurationFile=../rootops-core/src/test/resources/logback-test.xml \
	  -cp "$$(sed 's#rootops-github-app/target#target#g' ../$(CLASSES))" io.rootops.app.PushBenchmark \
	  $${PUSHES:-100} $${COMMITS:-1000000}

prior: bench-classes ## Train the shipped prior: CLONES="owner/name=directory …", all of them public
	@$(BENCH) -Xmx2g io.rootops.app.bench.PriorTrainer \
	  rootops-github-app/src/main/resources/io/rootops/prior.json $(CLONES)

prior-record: build ## Measure the shipped prior on labelled projects, for the Trust page: DATA=../shared/bench/jit
	@$(JAVA) $(JAVA_OPTIONS) -jar $(JAR) evaluate commits --data $${DATA:-../shared/bench/jit} --prior shipped \
	  --mode cold-start --json > prior-record.tmp && \
	  mv prior-record.tmp rootops-github-app/src/main/resources/io/rootops/prior-record.json

suspect-weights: bench-classes ## Learn the shipped weights of suspects: DATA=../shared/bench/rootcause, CLONES=folder of owner+name
	@$(BENCH) -Xmx3g io.rootops.app.bench.WeightsTrainer \
	  rootops-github-app/src/main/resources/io/rootops/suspect-weights.json $${DATA:-../shared/bench/rootcause} "$(CLONES)"

bench-start: build ## Time to ready, to the first commits, to the whole history, and memory, of REPO=…: cold, warm, killed
	@rootops-github-app/src/test/bench/start.sh $(JAR) "$(REPO)" $(JAVA_OPTIONS)

# Drain3 by pip; DRAIN3_PATH names a checkout with what it needs instead.
DRAIN3 := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/rootops/peers/drain3
DRAIN3_PATH ?=
bench-templates: build ## Log templates: lines per second beside Drain3's in the same run: DATA=../shared/bench/loghub2k, WARM_UP=5
	@python=python3; if [ -z "$(DRAIN3_PATH)" ]; then \
	  [ -x "$(DRAIN3)/bin/python" ] || { python3 -m venv "$(DRAIN3)" && "$(DRAIN3)/bin/pip" install -q drain3; } >/dev/null 2>&1 || true; \
	  python="$(DRAIN3)/bin/python"; fi; \
	data=$${DATA:-../shared/bench/loghub2k}; mkdir -p target; \
	$(JAVA) $(JAVA_OPTIONS) -jar $(JAR) evaluate log-templates --data "$$data" --warm-up $${WARM_UP:-5} -q > target/log-templates.txt || exit $$?; \
	cat target/log-templates.txt; \
	ours=$$(awk '$$1 == "mean" { gsub(",", "", $$NF); print $$NF }' target/log-templates.txt); \
	theirs=$$(PYTHONPATH="$(DRAIN3_PATH)" "$$python" rootops-core/src/test/bench/drain3_speed.py "$$data" $${WARM_UP:-5} 2>/dev/null); \
	if [ -n "$$theirs" ]; then awk -v o="$$ours" -v t="$$theirs" 'BEGIN { printf "lines per second and core: %d, Drain3 %d, ratio %.1f\n", o, t, o / t }'; \
	else echo "lines per second and core: $$ours; no ratio: Drain3 is missing, and pip cannot bring it (DRAIN3_PATH names a checkout)"; fi

# The class path of the benchmarks, of all modules.
CLASSES := rootops-github-app/target/test.classpath
# Several modules have a logback-test.xml; naming it keeps logback from warning of that.
BENCH = $(JAVA) -Dlogback.configurationFile=rootops-core/src/test/resources/logback-test.xml -cp "$$(cat $(CLASSES))"
.PHONY: bench-classes
bench-classes:
	@$(MVN) -q -B -Dstyle.color=never test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
	@printf 'rootops-github-app/target/classes:rootops-github-app/target/test-classes:' | cat - $(CLASSES) > $(CLASSES).all && mv $(CLASSES).all $(CLASSES)

format: ## Format the sources as the build checks them
	@$(MVN) -q -B -Dstyle.color=never spotless:apply

clean: ## Remove what was built; the data in .rootops stays
	@$(MVN) -q -B -Dstyle.color=never clean

# What the tests of the image, of a connection pooler and of a month need, where it is missing and apt can bring it; elsewhere those say so
# and are skipped.
test-tools:
	@if ! { command -v buildah && command -v mmdebstrap && test -x /usr/sbin/pgbouncer && command -v faketime; } >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing buildah, mmdebstrap, pgbouncer and faketime for the tests …"; \
	    { timeout 300 apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 600 apt-get install -y -qq \
	      --no-install-recommends buildah mmdebstrap pgbouncer faketime >/dev/null; } </dev/null \
	      || echo "They cannot be installed: the tests of the image, of a pooler and of a month will be skipped"; \
	  else echo "buildah, mmdebstrap, pgbouncer or faketime is missing: tests will be skipped (Debian: apt-get install buildah mmdebstrap pgbouncer faketime)"; fi; \
	fi

# Chromium and its driver, where they are missing and apt can bring them. Elsewhere the browser tests say what they need.
.PHONY: browser
browser:
	@if ! { command -v chromium && command -v chromedriver; } >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium for the browser tests …"; \
	    { timeout 300 apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 900 apt-get install -y -qq \
	      --no-install-recommends chromium chromium-driver fonts-dejavu-core >/dev/null; } </dev/null \
	      || echo "It cannot be installed: the browser tests will be skipped, or fail where CI=true"; \
	  else echo "Chromium is missing: the browser tests will be skipped (Debian: apt-get install chromium chromium-driver)"; fi; \
	fi

# Prometheus with promtool, and Alertmanager with amtool, for the tests of the dashboard, the alert rules and of incidents;
# likewise. They are unpacked, not installed: their packages would start services. Alertmanager reads its templates at their place.
PROMETHEUS := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/rootops/peers/prometheus
.PHONY: monitoring
monitoring:
	@if { ! command -v promtool >/dev/null 2>&1 && ! [ -x "$(PROMETHEUS)/usr/bin/promtool" ]; } || \
	  { ! command -v amtool >/dev/null 2>&1 && ! [ -x "$(PROMETHEUS)/usr/bin/amtool" ]; }; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Fetching Prometheus and Alertmanager for the tests …"; \
	    { mkdir -p "$(PROMETHEUS)" && cd "$(PROMETHEUS)" && chmod a+rwx . && \
	      timeout 300 apt-get update -qq && timeout 600 apt-get download -qq prometheus prometheus-alertmanager && \
	      for it in prometheus*.deb; do dpkg-deb -x "$$it" . || exit 1; done && rm -f prometheus*.deb && \
	      mkdir -p /usr/share/prometheus && cp -rn usr/share/prometheus/alertmanager /usr/share/prometheus/; } </dev/null \
	      || echo "They cannot be fetched: tests of the dashboard, the alert rules and of incidents will be skipped, or fail where CI=true"; \
	  else echo "Prometheus or Alertmanager is missing: tests of the dashboard, the alert rules and of incidents will be skipped (Debian: apt-get install prometheus prometheus-alertmanager)"; fi; \
	fi
