package io.heatlens.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import io.heatlens.image.UploadLimits;
import jakarta.servlet.MultipartConfigElement;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Configures Spring MVC beyond what its properties can express.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WebConfiguration implements WebMvcConfigurer {

	private final WebProperties web;

	WebConfiguration(WebProperties web) {
		this.web = web;
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/samples/*.png").addResourceLocations("classpath:/samples/");
		// an ETag of the content: every build gives its files the same modification time
		registry.addResourceHandler("/**")
			.addResourceLocations(this.web.getResources().getStaticLocations())
			.setCacheControl(CacheControl.noCache())
			.setUseLastModified(false)
			.setEtagGenerator(WebConfiguration::etag);
	}

	// a weak ETag, since Tomcat does not compress an answer with a strong one
	private static String etag(Resource file) {
		try (InputStream content = file.getInputStream()) {
			return "W/\"" + DigestUtils.md5DigestAsHex(content) + "\"";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** No request is bound to an object, so there is nothing to validate. */
	@Override
	public Validator getValidator() {
		return new NoValidator();
	}

	/**
	 * Gives multipart bodies the same size limit as raw ones, and keeps every part in
	 * memory instead of on disk.
	 * @param limits the limits of uploads
	 * @return the settings of the multipart parser
	 */
	@Bean
	MultipartConfigElement multipart(UploadLimits limits) {
		long bytes = limits.maxSize().toBytes();
		return new MultipartConfigElement("", bytes, bytes, (int) Math.min(bytes, Integer.MAX_VALUE));
	}

	/**
	 * A validator that does nothing. Hibernate's would load 600 more classes at the
	 * start.
	 */
	private static final class NoValidator implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return false;
		}

		@Override
		public void validate(Object target, Errors errors) {
			throw new UnsupportedOperationException("This validator supports no type");
		}

	}

}
