// Switchboard's phone: a microphone, a camera, and the way to the other browser. Loaded when a call begins; what it is
// told and what it tells stands in app/src/phone/machine.rs. Docs: docs/adr/0026-calls-from-browser-to-browser.md
(() => {
  "use strict";
  const TICK_MS = 2_000;
  // So long is waited before a broken way is looked for anew, and so long before it is given up.
  const BROKEN_MS = 3_000;
  const GIVE_UP_MS = 40_000;
  const ALIVE_MS = 10_000;
  const WANTED = {
    audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    video: { width: { ideal: 1280 }, height: { ideal: 720 } },
  };

  const troubleOf = (error, kind) => {
    const feature = kind === "audio" ? "microphone" : "camera";
    switch (error?.name) {
      case "NotAllowedError":
      case "SecurityError":
        // A page that puts the chat into a frame has to allow it there.
        return document.featurePolicy?.allowsFeature(feature) === false ? "blocked" : "denied";
      case "NotFoundError":
      case "OverconstrainedError":
        return "missing";
      default:
        return "busy";
    }
  };

  const view = () => {
    const video = document.createElement("video");
    video.autoplay = true;
    video.playsInline = true;
    return video;
  };

  class Phone {
    #page;
    #tell;
    #local = view();
    #remote = view();
    #tracks = { audio: null, video: null };
    #wanted = { audio: false, video: false };
    #isHeld = false;
    #isOver = false;
    // Once started: how to connect, whose side this is, the other page, the connection to it.
    #how = null;
    #other = 0;
    #peer = null;
    #candidates = [];
    #since = 0;
    #aliveAt = 0;
    #ticking = 0;
    #queue = Promise.resolve();

    constructor(page, tell) {
      this.#page = page;
      this.#tell = tell;
      this.#local.muted = true;
    }

    // Turns on what is wanted; tells "ready" or what is in the way.
    async prepare(audio, video) {
      if (await this.#turn({ audio, video })) this.#say("ready");
    }

    // In a call as before one.
    async set(kind, on) {
      await this.#turn({ ...this.#wanted, [kind]: on });
    }

    start(configuration, isAgent, hasVideo) {
      if (this.#how || this.#isOver) return;
      this.#how = { configuration: JSON.parse(configuration), isAgent, hasVideo };
      this.#since = Date.now();
      this.#ticking = setInterval(() => this.#tick(), TICK_MS);
      this.#say("state", "connecting");
      this.#send(0, { hello: true });
    }

    // One after the other: what comes later must not overtake.
    hear(from, to, text) {
      if (!this.#how || this.#isOver) return;
      if (to && to !== this.#page) {
        if (from === this.#other) this.#say("elsewhere");
        return;
      }
      this.#queue = this.#queue.then(() => this.#take(from, JSON.parse(text))).catch(() => {});
    }

    // Nobody hears or sees the other meanwhile.
    hold(on) {
      if (this.#isHeld === on) return;
      this.#isHeld = on;
      this.#remote.muted = on;
      this.#attach();
    }

    // Puts one of the two pictures there.
    show(isRemote, host) {
      const video = isRemote ? this.#remote : this.#local;
      if (video.parentNode === host) return;
      host.replaceChildren(video);
      video.play().catch(() => {});
    }

    close() {
      this.#isOver = true;
      clearInterval(this.#ticking);
      this.#peer?.close();
      this.#peer = null;
      for (const kind of ["audio", "video"]) this.#drop(kind);
      for (const video of [this.#local, this.#remote]) {
        video.srcObject = null;
        video.remove();
      }
    }

    // Later: whoever tells this phone something must not be told something while they do.
    #say(what, first = "", second = "") {
      queueMicrotask(() => this.#isOver || this.#tell(what, `${first}`, `${second}`));
    }

    #send(to, message) {
      this.#aliveAt = Date.now();
      this.#say("signal", message ? JSON.stringify(message) : "", to);
    }

    async #turn(wanted) {
      this.#wanted = wanted;
      let isFine = true;
      for (const kind of ["audio", "video"]) {
        if (!wanted[kind]) this.#drop(kind);
        else if (!this.#tracks[kind]) isFine = (await this.#acquire(kind)) && isFine;
      }
      if (this.#isOver) return false;
      const { video } = this.#tracks;
      this.#local.srcObject = video ? new MediaStream([video]) : null;
      if (video) this.#local.play().catch(() => {});
      this.#say("media", !!this.#tracks.audio, !!video);
      this.#attach();
      return isFine;
    }

    async #acquire(kind) {
      if (!isSecureContext) return this.#fail("insecure");
      if (!navigator.mediaDevices?.getUserMedia || !window.RTCPeerConnection) return this.#fail("unsupported");
      try {
        const stream = await navigator.mediaDevices.getUserMedia({ [kind]: WANTED[kind] });
        const [track] = stream.getTracks();
        // Hung up, or turned off again, while the browser asked.
        if (this.#isOver || !this.#wanted[kind] || this.#tracks[kind]) {
          track.stop();
          return true;
        }
        track.onended = () => {
          this.#drop(kind);
          this.#wanted[kind] = false;
          this.#attach();
          this.#say("media", !!this.#tracks.audio, !!this.#tracks.video);
          this.#fail("unplugged");
        };
        this.#tracks[kind] = track;
        return true;
      } catch (error) {
        this.#wanted[kind] = false;
        return this.#fail(troubleOf(error, kind), kind);
      }
    }

    #fail(trouble, kind = "") {
      this.#say("trouble", trouble, kind);
      return false;
    }

    #drop(kind) {
      const track = this.#tracks[kind];
      this.#tracks[kind] = null;
      if (track) {
        track.onended = null;
        track.stop();
      }
    }

    // Gives the connection what is on; says what is.
    #attach() {
      if (!this.#peer) return;
      for (const { sender, receiver } of this.#peer.getTransceivers()) {
        const track = this.#isHeld ? null : this.#tracks[receiver.track.kind];
        if (sender.track !== track) sender.replaceTrack(track).catch(() => {});
      }
      this.#send(this.#other, { state: { audio: !!this.#tracks.audio, video: !!this.#tracks.video } });
    }

    async #take(from, message) {
      const { isAgent } = this.#how;
      if (message.hello) {
        if (from === this.#other && this.#peer) return isAgent && this.#offerAgain();
        this.#other = from;
        this.#connect();
        // One side only makes offers: two could meet half-way.
        return isAgent ? this.#offer() : this.#send(from, { hello: true });
      }
      // An offer from a page not heard of before: its hello went astray, or was said before this page was there.
      if (message.description?.type === "offer" && from !== this.#other && !isAgent) {
        this.#other = from;
        this.#connect();
      }
      if (from !== this.#other || !this.#peer) return;
      if (message.description) return this.#describe(message.description);
      if (message.candidate) {
        if (!this.#peer.remoteDescription) return this.#candidates.push(message.candidate);
        return this.#peer.addIceCandidate(message.candidate).catch(() => {});
      }
      if (message.restart && isAgent) return this.#offer({ iceRestart: true });
      if (message.state) {
        this.#say("other", !!message.state.audio, !!message.state.video);
      }
    }

    #connect() {
      this.#peer?.close();
      this.#candidates = [];
      this.#since = Date.now();
      const { configuration, isAgent, hasVideo } = this.#how;
      const peer = new RTCPeerConnection(configuration);
      this.#peer = peer;
      const remote = new MediaStream();
      this.#remote.srcObject = remote;
      if (isAgent) {
        peer.addTransceiver("audio", { direction: "sendrecv" });
        if (hasVideo) peer.addTransceiver("video", { direction: "sendrecv" });
      }
      peer.ontrack = ({ track }) => {
        remote.addTrack(track);
        this.#remote.play().catch(() => {});
      };
      peer.onicecandidate = ({ candidate }) => {
        if (candidate && this.#peer === peer) this.#send(this.#other, { candidate });
      };
      peer.onconnectionstatechange = () => this.#peer === peer && this.#follow();
    }

    async #offer(options) {
      const peer = this.#peer;
      if (peer.signalingState !== "stable") return this.#offerAgain();
      this.#attach();
      await peer.setLocalDescription(await peer.createOffer(options));
      this.#send(this.#other, { description: peer.localDescription });
    }

    #offerAgain() {
      const { signalingState, localDescription } = this.#peer;
      if (signalingState === "have-local-offer") this.#send(this.#other, { description: localDescription });
    }

    async #describe(description) {
      const peer = this.#peer;
      const isAnswer = description.type === "answer";
      if (isAnswer !== (peer.signalingState === "have-local-offer")) return;
      await peer.setRemoteDescription(description);
      for (const candidate of this.#candidates.splice(0)) await peer.addIceCandidate(candidate).catch(() => {});
      if (isAnswer) return this.#attach();
      for (const transceiver of peer.getTransceivers()) transceiver.direction = "sendrecv";
      this.#attach();
      await peer.setLocalDescription();
      this.#send(this.#other, { description: peer.localDescription });
    }

    #follow() {
      const { connectionState } = this.#peer;
      if (connectionState === "connected") {
        this.#since = 0;
        this.#say("state", "connected");
        this.#attach();
      } else if (["disconnected", "failed"].includes(connectionState) && !this.#since) {
        this.#since = Date.now();
        this.#say("state", "reconnecting");
      }
    }

    #tick() {
      const now = Date.now();
      if (now - this.#aliveAt >= ALIVE_MS) this.#send(0, null);
      if (!this.#since) return;
      if (now - this.#since > GIVE_UP_MS) return this.#say("state", "failed");
      if (!this.#peer || (!this.#how.isAgent && !this.#peer.remoteDescription)) return this.#send(0, { hello: true });
      this.#offerAgain();
      const isBroken = ["disconnected", "failed"].includes(this.#peer.connectionState);
      if (!isBroken || now - this.#since < BROKEN_MS) return;
      if (this.#how.isAgent) this.#queue = this.#queue.then(() => this.#offer({ iceRestart: true })).catch(() => {});
      else this.#send(this.#other, { restart: true });
    }
  }

  window.switchboardPhone = Object.freeze({ open: (page, tell) => new Phone(page, tell) });
})();
