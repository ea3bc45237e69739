package io.heatlens.web.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * Decides which addresses need a key or token, and whether any are configured.
 */
@Component
class AccessPolicy {

	private static final Logger logger = LoggerFactory.getLogger(AccessPolicy.class);

	/** The API of the models, without probes, metrics and static files. */
	static final RequestMatcher API = new AndRequestMatcher(new OrRequestMatcher(path("/v1/**"), path("/v2/**")),
			new NegatedRequestMatcher(path("/v2/health/**")));

	private final ApiKeys keys;

	private final boolean tokens;

	AccessPolicy(ApiKeys keys, ObjectProvider<JwtDecoder> tokens) {
		this.keys = keys;
		this.tokens = tokens.getIfAvailable() != null;
	}

	private static RequestMatcher path(String pattern) {
		return PathPatternRequestMatcher.withDefaults().matcher(pattern);
	}

	/**
	 * Returns whether clients need a key or a token.
	 * @return false if neither keys nor an issuer of tokens are configured
	 */
	boolean closed() {
		return this.tokens || !this.keys.names().isEmpty();
	}

	boolean tokens() {
		return this.tokens;
	}

	@EventListener
	void say(ApplicationStartedEvent event) {
		if (!(event.getApplicationContext() instanceof WebServerApplicationContext)) {
			return; // a command, which has no port
		}
		if (closed()) {
			logger.info("The API accepts the keys of {}{}", this.keys.names(),
					this.tokens ? " and bearer tokens (JWT)" : "");
		}
		else {
			logger.info("The API is open to everyone who reaches this port: heatlens.security.api-keys is not set");
		}
	}

}
