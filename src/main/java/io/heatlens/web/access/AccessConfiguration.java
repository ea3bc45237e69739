package io.heatlens.web.access;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Configures the security filters, which every request passes before the rest of
 * {@code web}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class AccessConfiguration {

	@Bean
	SecurityFilterChain access(HttpSecurity http, AccessPolicy policy, ApiKeys keys, AccessProperties properties,
			LimitProperties limits, Refusals refusals) {
		// Without cookies there are no sessions, and no requests to forge across sites.
		http.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.headers(SecurityHeaders::write)
			.exceptionHandling((errors) -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.authorizeHttpRequests((requests) -> {
				requests.requestMatchers(EndpointRequest.toAnyEndpoint().excluding("health", "info", "prometheus"))
					.denyAll();
				if (policy.closed()) {
					requests.requestMatchers(AccessPolicy.API).authenticated();
				}
				requests.anyRequest().permitAll();
			})
			.addFilterBefore(new ApiKeyFilter(keys), BearerTokenAuthenticationFilter.class);
		if (policy.tokens()) {
			http.oauth2ResourceServer((tokens) -> tokens.jwt(Customizer.withDefaults())
				.bearerTokenResolver(unlessRecognised())
				.authenticationEntryPoint(refusals));
		}
		if (limits.requestsPerMinute() != null) {
			http.addFilterBefore(new RateLimitFilter(limits.requestsPerMinute(), refusals), AuthorizationFilter.class);
		}
		if (!properties.corsOrigins().isEmpty()) {
			http.addFilter(CrossOrigin.filter(properties.corsOrigins(), refusals));
		}
		return http.build();
	}

	// Checks no JWT where none is needed: outside of the API, and if the bearer token was
	// recognised as an API key.
	private static BearerTokenResolver unlessRecognised() {
		DefaultBearerTokenResolver resolver = new DefaultBearerTokenResolver();
		return (request) -> (AccessPolicy.API.matches(request) && !ApiKeyFilter.recognised())
				? resolver.resolve(request) : null;
	}

	/**
	 * Lets every HTTP method pass, so that Spring MVC answers those that an address does
	 * not take.
	 * @return the firewall
	 */
	@Bean
	HttpFirewall firewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		return firewall;
	}

}
