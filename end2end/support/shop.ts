// Somebody's site on another origin, with the chat embedded by its one line.
import { type Server as Http, createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

const HOSTILE = `
  * { display: none !important; font: 80px cursive !important; }
  html, head + body, main { display: block !important; }
  button { position: static !important; transform: scale(0.1) !important; color: red !important; }
  iframe, dialog { width: 1px !important; height: 1px !important; opacity: 0 !important; }`;

export class Shop {
  readonly #http: Http;
  readonly #switchboard: () => string;

  private constructor(http: Http, switchboard: () => string) {
    this.#http = http;
    this.#switchboard = switchboard;
  }

  static async open(switchboard: () => string): Promise<Shop> {
    const http = createServer();
    const shop = new Shop(http, switchboard);
    http.on("request", (request, response) => {
      const address = new URL(request.url ?? "/", "http://shop");
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(shop.#page(address));
    });
    http.listen(0, "127.0.0.1");
    await once(http, "listening");
    return shop;
  }

  /** Another origin than the chat's on the same site: private windows keep nothing for a frame of another site. */
  address(path = "/"): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}${path}`;
  }

  close(): void {
    this.#http.closeAllConnections();
    this.#http.close();
  }

  #page(address: URL): string {
    const style = address.searchParams.has("hostile") ? HOSTILE : "";
    return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Teapots${address.pathname}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { margin: 0; font: 16px serif; } ${style}</style>
<script src="${this.#switchboard()}/livechat.js" async></script></head>
<body><main><h1>Teapots ${address.pathname}</h1>
<p>Everything for a quiet afternoon.</p><p><a href="/checkout">To the checkout</a></p></main></body></html>`;
  }
}
