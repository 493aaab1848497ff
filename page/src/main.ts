// Opens the page: it reads its data first, and says in one line what keeps it from that.
import { mount } from "svelte";
import App from "./App.svelte";
import "./palette.css";
import "./style.css";

mount(App, { target: document.getElementById("page")! });
