// Opens the page: it reads its data first, and says in one line what keeps it from that.
import { mount } from "svelte";
import App from "./App.svelte";
import { keepFocus } from "./shared/focus";
import "./palette.css";
import "./style.css";

const page = document.getElementById("page")!;
mount(App, { target: page });
keepFocus(page);
