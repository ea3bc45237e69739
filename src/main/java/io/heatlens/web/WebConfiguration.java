package io.heatlens.web;

import io.heatlens.image.UploadLimits;
import jakarta.servlet.MultipartConfigElement;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What the servlet container and Spring MVC have to know besides their properties.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/samples/*.png").addResourceLocations("classpath:/samples/");
	}

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addRedirectViewController("/", "/swagger-ui.html");
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
	 * Leaves most of the heap to readers at work, which have a bound of their own.
	 * @return a quarter of it
	 */
	@Bean
	UploadMemory uploadMemory() {
		return new UploadMemory(Runtime.getRuntime().maxMemory() / 4);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodies(UploadTimeout timeout, UploadMemory memory,
			GoneClients clients) {
		return (factory) -> {
			factory.addEngineValves(new BodyValve(timeout, memory, clients));
			factory.addConnectorCustomizers((connector) -> {
				if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
					// else a client that asks first is told to go on before anything is
					// checked
					http.setContinueResponseTiming("onRead");
				}
			});
		};
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemErrorReports() {
		return (factory) -> factory.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(ProblemErrorReportValve.class.getName());
			}
		});
	}

}
