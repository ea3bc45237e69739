package io.heatlens.web.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.heatlens.web.HttpTest;
import io.heatlens.web.Keys;
import io.heatlens.web.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens of an issuer (OIDC) are accepted in addition to keys.
 */
@HttpTest(properties = "heatlens.security.api-keys.alice=" + Keys.ALICE_HASH)
class TokenTests {

	@TempDir
	private static Path folder;

	private static final KeyPair ISSUER = pair();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void issuer(DynamicPropertyRegistry registry) throws IOException {
		Path file = Files.writeString(folder.resolve("issuer.pem"),
				"-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(ISSUER.getPublic().getEncoded())
						+ "\n-----END PUBLIC KEY-----\n");
		registry.add("spring.security.oauth2.resourceserver.jwt.public-key-location", () -> "file:" + file);
	}

	@Test
	void tokenOfTheIssuerIsAccepted() throws Exception {
		assertThat(get(token(ISSUER, 60)).status()).isEqualTo(200);
	}

	@Test
	void expiredTokenIsRefused() throws Exception {
		get(token(ISSUER, -600)).assertProblem(401, "unauthenticated");
	}

	@Test
	void tokenOfAnotherIssuerIsRefused() throws Exception {
		Wire.Answer answer = get(token(pair(), 60));
		answer.assertProblem(401, "unauthenticated");
		assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
	}

	@Test
	void keyAsBearerTokenIsAccepted() throws IOException {
		assertThat(get(Keys.ALICE).status()).isEqualTo(200);
	}

	@Test
	void nonsenseIsRefused() throws IOException {
		get("nonsense").assertProblem(401, "unauthenticated");
		get("non sense").assertProblem(401, "unauthenticated");
	}

	@Test
	void probesIgnoreBadTokens() throws IOException {
		assertThat(
				Wire.exchange(this.port, "GET /livez HTTP/1.1", "Host: localhost", "Authorization: Bearer x").status())
			.isEqualTo(200);
	}

	private Wire.Answer get(String token) throws IOException {
		return Wire.exchange(this.port, "GET /v1/models HTTP/1.1", "Host: localhost", "Authorization: Bearer " + token);
	}

	private static String token(KeyPair issuer, int seconds) throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256),
				new JWTClaimsSet.Builder().subject("someone")
					.expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
					.build());
		token.sign(new RSASSASigner(issuer.getPrivate()));
		return token.serialize();
	}

	private static KeyPair pair() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
