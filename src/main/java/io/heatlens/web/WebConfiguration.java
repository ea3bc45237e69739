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
 * What Spring MVC has to know besides its properties.
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
		// by content: every build of a version has files of the same time
		registry.addResourceHandler("/**")
			.addResourceLocations(this.web.getResources().getStaticLocations())
			.setCacheControl(CacheControl.noCache())
			.setUseLastModified(false)
			.setEtagGenerator(WebConfiguration::etag);
	}

	// weak, so that Tomcat may compress
	private static String etag(Resource file) {
		try (InputStream content = file.getInputStream()) {
			return "W/\"" + DigestUtils.md5DigestAsHex(content) + "\"";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Nothing is bound to objects, so nothing is to be validated. */
	@Override
	public Validator getValidator() {
		return new NoValidator();
	}

	/**
	 * One limit for whatever way a body is read, and nothing of an upload on disk.
	 * @param limits of uploads
	 * @return the multipart parser's settings
	 */
	@Bean
	MultipartConfigElement multipart(UploadLimits limits) {
		long bytes = limits.maxSize().toBytes();
		return new MultipartConfigElement("", bytes, bytes, (int) Math.min(bytes, Integer.MAX_VALUE));
	}

	/**
	 * Instead of Hibernate's, which is 600 more classes to load at the start.
	 */
	private static final class NoValidator implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return false;
		}

		@Override
		public void validate(Object target, Errors errors) {
			throw new UnsupportedOperationException("nothing is supported");
		}

	}

}
